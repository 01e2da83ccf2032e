/** A generator that pauses where the available bytes end. */
export type Reading<Value> = Generator<undefined, Value, undefined>;

/**
 * A parser's input that arrives in pieces: it reads bytes or skips them. It keeps only the bytes that are
 * requested, and is synchronous, so that a thousand tiny steps cost no turn of the event loop.
 */
export class ByteFeed {
	private current: Uint8Array = new Uint8Array(0);

	private offset = 0;

	private ended = false;

	/** Adds the next piece; only after the previous one was read to its end. */
	push(piece: Uint8Array): void {
		this.current = piece;
		this.offset = 0;
	}

	/** Marks the end of the file. */
	end(): void {
		this.ended = true;
	}

	/** The next byte; undefined at the end of the file. */
	*byte(): Reading<number | undefined> {
		if (this.left === 0 && !(yield* this.fill())) return undefined;
		return this.current[this.offset++];
	}

	/** The next bytes; fewer where the file ends. */
	*take(length: number): Reading<Buffer> {
		const parts: Uint8Array[] = [];
		let missing = length;
		while (missing > 0 && (this.left > 0 || (yield* this.fill()))) {
			const part = this.current.subarray(this.offset, this.offset + missing);
			this.offset += part.length;
			missing -= part.length;
			parts.push(part);
		}
		return Buffer.concat(parts);
	}

	/** Skips bytes; false where the file ends before. */
	*skip(length: number): Reading<boolean> {
		let missing = length;
		while (missing > 0 && (this.left > 0 || (yield* this.fill()))) {
			const step = Math.min(missing, this.left);
			this.offset += step;
			missing -= step;
		}
		return missing === 0;
	}

	/** Skips past the next occurrence of two bytes; false where there is none. */
	*skipPast(first: number, second: number): Reading<boolean> {
		const mark = Buffer.from([first, second]);
		for (;;) {
			if (this.left === 0 && !(yield* this.fill())) return false;
			const found = asBuffer(this.current).indexOf(mark, this.offset);
			if (found >= 0) {
				this.offset = found + mark.length;
				return true;
			}
			const last = this.current[this.current.length - 1];
			this.offset = this.current.length;
			// The two bytes may be split across two pieces.
			if (last !== first) continue;
			if (!(yield* this.fill())) return false;
			if (this.current[0] === second) {
				this.offset = 1;
				return true;
			}
		}
	}

	private get left(): number {
		return this.current.length - this.offset;
	}

	private *fill(): Reading<boolean> {
		while (this.left === 0) {
			if (this.ended) return false;
			yield;
		}
		return true;
	}
}

/** The same bytes, not a copy of them. */
export function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
	return Buffer.from(buffer, byteOffset, byteLength);
}
