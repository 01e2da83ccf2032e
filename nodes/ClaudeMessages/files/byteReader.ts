/** Opens a file, reads in it, and closes it whatever happens. */
export async function withReader<Value>(
	chunks: AsyncIterable<Uint8Array>,
	read: (reader: ByteReader) => Promise<Value>,
): Promise<Value> {
	const reader = new ByteReader(chunks);
	try {
		return await read(reader);
	} finally {
		await reader.close();
	}
}

/**
 * Reads a file from start to end in constant memory: a few bytes here, a jump there. Only what is asked
 * for is kept.
 */
export class ByteReader {
	private readonly chunks: AsyncIterator<Uint8Array>;

	private current: Uint8Array = new Uint8Array(0);

	private offset = 0;

	private before = 0;

	constructor(chunks: AsyncIterable<Uint8Array>) {
		this.chunks = chunks[Symbol.asyncIterator]();
	}

	/** How many bytes have been passed. */
	get position(): number {
		return this.before + this.offset;
	}

	/** The next byte, undefined at the end of the file. */
	async byte(): Promise<number | undefined> {
		if (!(await this.fill())) return undefined;
		return this.current[this.offset++];
	}

	/** The next bytes; fewer where the file ends. */
	async take(length: number): Promise<Buffer> {
		const parts: Uint8Array[] = [];
		let missing = length;
		while (missing > 0 && (await this.fill())) {
			const part = this.current.subarray(this.offset, this.offset + missing);
			this.offset += part.length;
			missing -= part.length;
			parts.push(part);
		}
		return Buffer.concat(parts);
	}

	/** Jumps over bytes; false where the file ends before. */
	async skip(length: number): Promise<boolean> {
		let missing = length;
		while (missing > 0 && (await this.fill())) {
			const step = Math.min(missing, this.current.length - this.offset);
			this.offset += step;
			missing -= step;
		}
		return missing === 0;
	}

	/** Jumps behind the next place where these two bytes stand; false where there is none. */
	async skipPast(first: number, second: number): Promise<boolean> {
		for (;;) {
			if (!(await this.fill())) return false;
			const found = this.current.indexOf(first, this.offset);
			if (found < 0) {
				this.offset = this.current.length;
				continue;
			}
			this.offset = found + 1;
			if ((await this.fill()) && this.current[this.offset] === second) {
				this.offset++;
				return true;
			}
		}
	}

	/** The last bytes of the file, after reading it to its end; none are kept for a length of 0. */
	async tail(length: number): Promise<Buffer> {
		let kept: Uint8Array = Buffer.alloc(0);
		while (await this.fill()) {
			const rest = this.current.subarray(this.offset);
			this.offset = this.current.length;
			kept = lastOf(Buffer.concat([kept, lastOf(rest, length)]), length);
		}
		return Buffer.from(kept);
	}

	/** Closes the file; for whoever does not read it to its end. */
	async close(): Promise<void> {
		await this.chunks.return?.();
	}

	private async fill(): Promise<boolean> {
		while (this.offset >= this.current.length) {
			const next = await this.chunks.next();
			if (next.done === true) return false;
			this.before += this.current.length;
			this.current = next.value;
			this.offset = 0;
		}
		return true;
	}
}

function lastOf(bytes: Uint8Array, length: number): Uint8Array {
	return bytes.subarray(Math.max(0, bytes.length - length));
}
