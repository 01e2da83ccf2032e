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
			const step = Math.min(missing, this.left);
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

	/**
	 * The last bytes of the file, one letter each, after reading it to its end. Letters, because what was
	 * read is collected sooner in that form than as buffers: a large file leaves less behind.
	 */
	async tail(length: number): Promise<string> {
		let kept = '';
		while (await this.fill()) {
			const rest = Buffer.from(
				this.current.buffer,
				this.current.byteOffset + this.offset,
				this.left,
			);
			this.offset = this.current.length;
			const text = kept + rest.toString('latin1');
			kept = text.slice(Math.max(0, text.length - length));
		}
		return kept;
	}

	/** Reads the file to its end and keeps nothing. */
	async drain(): Promise<void> {
		while (await this.fill()) this.offset = this.current.length;
	}

	private get left(): number {
		return this.current.length - this.offset;
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
