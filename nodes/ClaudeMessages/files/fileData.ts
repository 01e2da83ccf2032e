import { isRecord } from '../../shared/json';
import type { BodyFile } from '../../shared/api/transport/bodyFile';
import { asBuffer } from './byteFeed';
import { notUtf8 } from './fileFailures';
import { isUtf16 } from './fileType';

/** Opens a file from its start; every call starts again. The signal closes it at once, even during a read. */
export type OpenFile = (signal?: AbortSignal) => AsyncIterable<Uint8Array>;

/** A file's name in messages and its identity. */
export interface FileNames {
	/** Name in messages. */
	name: string;
	/** Equal for equal content, different for different content. */
	identity(): string;
}

let created = 0;

/**
 * A file's place in a request body. The content is read when the request is sent, never kept: as base64 for
 * images and PDFs, as text for text files, which {@link loaded} reads a little earlier.
 */
export class FileData implements BodyFile {
	/** Placeholder for the content while the body is turned into JSON; no user can guess it. */
	readonly token: string = `@file-${Math.random().toString(36).slice(2)}-${created++}@`;

	constructor(
		readonly form: BodyFile['form'],
		/** Bytes that {@link content} yields; for a text that is not loaded, the fewest that it may yield. */
		readonly contentLength: number,
		private readonly open: OpenFile,
		private readonly names?: FileNames,
	) {}

	/** Equal for equal content, different for different content. */
	get identity(): string {
		return this.names?.identity() ?? this.token;
	}

	toJSON(): string {
		return this.token;
	}

	/**
	 * The same place with an exact length. The length of a text in JSON is only known once it was read, so its
	 * content is kept from then on; other files stay unchanged.
	 *
	 * @throws Failure for a text that is not in Unicode
	 */
	async loaded(): Promise<FileData> {
		if (this.form !== 'text') return this;
		try {
			const pieces: Buffer[] = [];
			for await (const piece of this.content()) pieces.push(piece);
			return new LoadedText(this, Buffer.concat(pieces));
		} catch (error) {
			const isForeign = isRecord(error) && error.code === NOT_THAT_ENCODING;
			throw isForeign && this.names !== undefined ? notUtf8(this.names.name) : error;
		}
	}

	/** The content of the JSON string without its quotes, in pieces. */
	content(signal?: AbortSignal): AsyncIterable<Buffer> {
		const chunks = this.open(signal);
		switch (this.form) {
			case 'base64':
				return base64Content(chunks);
			case 'raw':
				return rawContent(chunks);
			case 'text':
				return textContent(chunks);
		}
	}
}

async function* rawContent(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
	for await (const chunk of chunks) yield asBuffer(chunk);
}

/** The error code of Node.js's decoder for bytes that are invalid in its encoding. */
const NOT_THAT_ENCODING = 'ERR_ENCODING_INVALID_ENCODED_DATA';

/** Bytes of text that are sent at once. */
const TEXT_STEP = 64 * 1024;

class LoadedText extends FileData {
	override readonly token: string;

	constructor(
		private readonly file: FileData,
		private readonly text: Buffer,
	) {
		super('text', text.length, () => piecesOf(text));
		this.token = file.token;
	}

	override get identity(): string {
		return this.file.identity;
	}

	override async loaded(): Promise<FileData> {
		return this;
	}

	override content(): AsyncIterable<Buffer> {
		return piecesOf(this.text);
	}
}

async function* piecesOf(text: Buffer): AsyncGenerator<Buffer> {
	for (let start = 0; start < text.length; start += TEXT_STEP) {
		yield text.subarray(start, start + TEXT_STEP);
	}
}

/** The length of a file in base64. */
export function base64Length(bytes: number): number {
	return Math.ceil(bytes / 3) * 4;
}

/**
 * Encodes chunks as base64: three bytes make four characters, so an incomplete group waits for the next
 * chunk.
 */
async function* base64Content(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
	let rest: Buffer = Buffer.alloc(0);
	for await (const chunk of chunks) {
		const bytes = rest.length === 0 ? asBuffer(chunk) : Buffer.concat([rest, chunk]);
		const whole = bytes.length - (bytes.length % 3);
		rest = bytes.subarray(whole);
		if (whole > 0) yield Buffer.from(bytes.toString('base64', 0, whole), 'latin1');
	}
	if (rest.length > 0) yield Buffer.from(rest.toString('base64'), 'latin1');
}

/**
 * Text escaped for a JSON string, without a byte order mark.
 *
 * @throws TypeError for bytes that are neither UTF-8 nor marked as UTF-16
 */
export async function* textContent(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
	let decoder: InstanceType<typeof TextDecoder> | undefined;
	let head: Buffer = Buffer.alloc(0);
	for await (const chunk of chunks) {
		// The byte order mark has two bytes, which may arrive one by one.
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
