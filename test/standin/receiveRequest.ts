/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { ApiRefusal, invalid } from './apiError';
import type { ReceivedRequest } from './types';

/** https://platform.claude.com/docs/en/api/errors#request-size-limits */
const MAX_BODY_BYTES = 32 * 1024 * 1024;

export interface Arrival {
	request: ReceivedRequest;
	/** Why the body cannot be read as the JSON that it should be. */
	bodyProblem: ApiRefusal | undefined;
}

/** Reads the whole request; resolves to nothing when the client hangs up before its end. */
export async function receiveRequest(incoming: IncomingMessage): Promise<Arrival | undefined> {
	const at = Date.now();
	const bytes = await readBody(incoming);
	if (bytes === undefined) return undefined;
	const url = new URL(incoming.url ?? '/', 'http://stand-in');
	const parsed = bytes === 'too large' ? undefined : parseJson(bytes);
	const request: ReceivedRequest = {
		method: incoming.method ?? 'GET',
		path: url.pathname,
		query: readQuery(url.searchParams),
		headers: incoming.headers,
		rawBody: bytes === 'too large' ? '' : bytes.toString('utf8'),
		body: parsed?.value,
		at,
	};
	return { request, bodyProblem: parsed === undefined ? tooLarge() : parsed.problem };
}

async function readBody(incoming: IncomingMessage): Promise<Buffer | 'too large' | undefined> {
	return await new Promise((resolve) => {
		const chunks: Buffer[] = [];
		let size = 0;
		incoming.on('data', (chunk: Buffer) => {
			size += chunk.length;
			// What is over the limit is read and dropped, so that the client gets its answer.
			if (size > MAX_BODY_BYTES) chunks.length = 0;
			else chunks.push(chunk);
		});
		incoming.on('end', () => resolve(size > MAX_BODY_BYTES ? 'too large' : Buffer.concat(chunks)));
		incoming.on('error', () => resolve(undefined));
		incoming.on('close', () => resolve(undefined));
	});
}

function readQuery(parameters: URLSearchParams): Record<string, string | string[]> {
	const query: Record<string, string | string[]> = {};
	for (const name of new Set(parameters.keys())) {
		const values = parameters.getAll(name);
		query[name] = values.length === 1 ? values.join('') : values;
	}
	return query;
}

function parseJson(bytes: Buffer): { value?: unknown; problem?: ApiRefusal } {
	if (!isUtf8(bytes)) return { problem: invalid('', 'The request body is not valid UTF-8.') };
	try {
		const value: unknown = JSON.parse(bytes.toString('utf8'));
		return { value };
	} catch (error) {
		const why = error instanceof Error ? error.message : String(error);
		return { problem: invalid('', `The request body is not valid JSON: ${why}`) };
	}
}

function tooLarge() {
	return new ApiRefusal(413, 'request_too_large', 'The request is larger than 32 MB.');
}
