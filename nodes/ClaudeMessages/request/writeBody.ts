import type { FileData } from '../files/fileData';
import type { RequestBody } from './body';

/** A request body as JSON, with the files still closed: text and files in turn. */
export interface WrittenBody {
	parts: Array<string | FileData>;
	/** Exact length in bytes, known before any file is read. */
	byteLength: number;
}

/**
 * Turns a body into JSON; each file leaves its token there, which is then cut out again.
 *
 * @param files the files of the body in the order of its messages
 */
export function writeBody(body: RequestBody, files: readonly FileData[]): WrittenBody {
	const parts: Array<string | FileData> = [];
	let rest = JSON.stringify(body);
	for (const file of files) {
		const start = rest.indexOf(file.token);
		parts.push(rest.slice(0, start), file);
		rest = rest.slice(start + file.token.length);
	}
	parts.push(rest);
	return { parts, byteLength: parts.reduce((sum, part) => sum + lengthOf(part), 0) };
}

function lengthOf(part: string | FileData): number {
	return typeof part === 'string' ? Buffer.byteLength(part) : part.contentLength;
}
