import { isUtf16 } from './fileType';

/** Opens a file from its start; every call starts afresh. */
export type OpenFile = () => AsyncIterable<Uint8Array>;

let created = 0;

/**
 * A file's place in a request body. The content is read when the request is written, never kept: as
 * base64 for images and PDFs, as text for text files.
 */
export class FileData {
	/** Stands for the content where the body is turned into JSON; no user can guess it. */
	readonly token = `@file-${Math.random().toString(36).slice(2)}-${created++}@`;

	constructor(
		readonly form: 'base64' | 'text',
		/** Bytes that {@link content} yields, known before it is read. */
		readonly contentLength: number,
		private readonly open: OpenFile,
	) {}

	toJSON(): string {
		return this.token;
	}

	/** With its exact length. */
	async loaded(): Promise<FileData> {
		return this;
	}

	/** What stands between the quotes of the JSON string, in pieces. */
	content(): AsyncIterable<Buffer> {
		return this.form === 'base64' ? base64Content(this.open()) : textContent(this.open());
	}
}

/** Characters that a file of so many bytes has in base64. */
export function base64Length(bytes: number): number {
	return Math.ceil(bytes / 3) * 4;
}

/** Three bytes make four characters, so what does not fill a group waits for the next chunk. */
async function* base64Content(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
	let rest: Buffer = Buffer.alloc(0);
	for await (const chunk of chunks) {
		const bytes = rest.length === 0 ? view(chunk) : Buffer.concat([rest, chunk]);
		const whole = bytes.length - (bytes.length % 3);
		rest = bytes.subarray(whole);
		if (whole > 0) yield Buffer.from(bytes.toString('base64', 0, whole), 'latin1');
	}
	if (rest.length > 0) yield Buffer.from(rest.toString('base64'), 'latin1');
}

/** The same bytes, not a copy of them. */
function view({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
	return Buffer.from(buffer, byteOffset, byteLength);
}

/**
 * Text as JSON writes it. A byte order mark is left out.
 *
 * @throws TypeError for bytes that are neither UTF-8 nor marked as UTF-16
 */
export async function* textContent(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
	let decoder: InstanceType<typeof TextDecoder> | undefined;
	let head: Buffer = Buffer.alloc(0);
	for await (const chunk of chunks) {
		// The mark that tells the encoding has two bytes, which may come one by one.
		if (decoder === undefined && head.length + chunk.length < 2) {
			head = Buffer.concat([head, chunk]);
			continue;
		}
		const bytes = decoder === undefined ? Buffer.concat([head, chunk]) : chunk;
		decoder ??= new TextDecoder(encodingOf(bytes), { fatal: true });
		yield jsonText(decoder.decode(bytes, { stream: true }));
	}
	if (decoder !== undefined) yield jsonText(decoder.decode());
	else yield jsonText(new TextDecoder('utf-8', { fatal: true }).decode(head));
}

function encodingOf(head: Uint8Array): string {
	if (!isUtf16(head)) return 'utf-8';
	return head[0] === 0xff ? 'utf-16le' : 'utf-16be';
}

function jsonText(text: string): Buffer {
	return Buffer.from(JSON.stringify(text).slice(1, -1));
}
