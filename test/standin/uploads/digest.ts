import { createHash } from 'node:crypto';
import type { PartSink } from './multipart';

const HEAD_BYTES = 4096;
/** Larger files are not kept. */
const MAX_CONTENT_BYTES = 1024 * 1024;

/** What is kept of bytes that went by. */
export interface Digest {
	size: number;
	sha256: string;
	/** The first bytes. */
	head: Buffer;
	/** All of them, if they are no more than 1 MB. */
	content: Buffer | undefined;
}

/** Looks at bytes as they go by. */
export class Digester implements PartSink {
	private readonly hash = createHash('sha256');
	private kept: Buffer[] = [];
	private size = 0;

	write(bytes: Buffer) {
		const isHead = this.size < HEAD_BYTES;
		this.size += bytes.length;
		this.hash.update(bytes);
		// Copies: the bytes are a part of a chunk that should not be held.
		if (this.size <= MAX_CONTENT_BYTES) this.kept.push(Buffer.from(bytes));
		else if (isHead) this.kept = [this.headOf([...this.kept, bytes])];
		else if (this.kept.length > 1) this.kept = [this.headOf(this.kept)];
	}

	end(): Digest {
		const isWhole = this.size <= MAX_CONTENT_BYTES;
		return {
			size: this.size,
			sha256: this.hash.digest('hex'),
			head: this.headOf(this.kept),
			content: isWhole ? Buffer.concat(this.kept) : undefined,
		};
	}

	private headOf(pieces: Buffer[]): Buffer {
		return Buffer.from(Buffer.concat(pieces).subarray(0, HEAD_BYTES));
	}
}

/** The same for bytes that stay. */
export function digestOf(bytes: Uint8Array): Digest {
	const content = Buffer.from(bytes);
	const digester = new Digester();
	digester.write(content);
	return { ...digester.end(), content };
}
