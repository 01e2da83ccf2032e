import type { BodyFile } from './bodyFile';

/** A request body as JSON, in which text and files that are not yet opened alternate. */
export interface WrittenBody {
	parts: Array<string | BodyFile>;
	/** In bytes, known before the files are read; exact once text files are loaded. */
	byteLength: number;
}

/**
 * Turns a body into JSON, and splits it at the tokens of its files.
 *
 * @param files the files of the body in the order of its messages
 */
export function writeBody(body: object, files: readonly BodyFile[]): WrittenBody {
	const parts: Array<string | BodyFile> = [];
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
 * The body with its text files loaded, and so of exact length.
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

/**
 * Changes a written body.
 *
 * @param change receives the body with tokens in place of its files, and must keep their order
 */
export function rewritten<Body extends object>(
	{ parts }: WrittenBody,
	change: (body: Body) => object,
): WrittenBody {
	const text = parts.map((part) => (typeof part === 'string' ? part : part.token)).join('');
	const body: Body = JSON.parse(text);
	const files = parts.filter((part) => typeof part !== 'string');
	return writeBody(change(body), files);
}

function bodyOf(parts: WrittenBody['parts']): WrittenBody {
	return { parts, byteLength: parts.reduce((sum, part) => sum + lengthOf(part), 0) };
}

function lengthOf(part: string | BodyFile): number {
	return typeof part === 'string' ? Buffer.byteLength(part) : part.contentLength;
}
