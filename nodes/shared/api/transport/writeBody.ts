import type { FileData } from '../../../ClaudeMessages/files/fileData';
import type { RequestBody, Turn } from '../../../ClaudeMessages/request/body';

/** A request body as JSON, with the files still closed: text and files in turn. */
export interface WrittenBody {
	parts: Array<string | FileData>;
	/** In bytes, known before the files are read; exact once text files are loaded. */
	byteLength: number;
}

/**
 * Turns a body into JSON; each file leaves its token there, which is then cut out again.
 *
 * @param files the files of the body in the order of its messages
 */
export function writeBody(body: object, files: readonly FileData[]): WrittenBody {
	const parts: Array<string | FileData> = [];
	let rest = JSON.stringify(body);
	for (const file of files) {
		const start = rest.indexOf(file.token);
		parts.push(rest.slice(0, start), file);
		rest = rest.slice(start + file.token.length);
	}
	parts.push(rest);
	return bodyOf(parts);
}

/**
 * The body with its text files read, and of exact length.
 *
 * @throws Failure when a text file cannot be read
 */
export async function loadedBody({ parts }: WrittenBody): Promise<WrittenBody> {
	return bodyOf(
		await Promise.all(
			parts.map(async (part) => (typeof part === 'string' ? part : await part.loaded())),
		),
	);
}

/** The body with one more turn, and fields that replace its own. */
export function withTurn(
	{ parts }: WrittenBody,
	turn: Turn,
	fields: Record<string, unknown>,
): WrittenBody {
	const text = parts.map((part) => (typeof part === 'string' ? part : part.token)).join('');
	const body: RequestBody = JSON.parse(text);
	const files = parts.filter((part) => typeof part !== 'string');
	return writeBody({ ...body, messages: [...body.messages, turn], ...fields }, files);
}

function bodyOf(parts: WrittenBody['parts']): WrittenBody {
	return { parts, byteLength: parts.reduce((sum, part) => sum + lengthOf(part), 0) };
}

function lengthOf(part: string | FileData): number {
	return typeof part === 'string' ? Buffer.byteLength(part) : part.contentLength;
}
