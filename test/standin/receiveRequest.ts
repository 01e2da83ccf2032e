/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { ApiRefusal, invalid } from './apiError';
import type { ReceivedRequest, RequestEnd } from './types';

/** https://platform.claude.com/docs/en/api/errors#request-size-limits */
const MAX_BODY_BYTES = 32 * 1024 * 1024;

export interface Arrival {
	request: ReceivedRequest & RequestEnd;
	/** Whether the client stayed until the end of its request. */
	isComplete: boolean;
	/** Why the body cannot be read as the JSON that it should be. */
	bodyProblem: ApiRefusal | undefined;
}

/** Reads the whole request, or what came of it until the client hung up. */
export async function receiveRequest(incoming: IncomingMessage): Promise<Arrival> {
	const at = Date.now();
	const { bytes, isComplete } = await readBody(incoming);
	const url = new URL(incoming.url ?? '/', 'http://stand-in');
	const parsed = bytes === 'too large' ? { problem: tooLarge() } : parseJson(bytes);
	const request: ReceivedRequest = {
		method: incoming.method ?? 'GET',
		path: url.pathname,
		query: readQuery(url.searchParams),
		headers: incoming.headers,
		rawBody: bytes === 'too large' ? '' : bytes.toString('utf8'),
		body: parsed.value,
		at,
	};
	return { request, isComplete, bodyProblem: parsed.problem };
}

interface ReadBody {
	bytes: Buffer | 'too large';
	isComplete: boolean;
}

async function readBody(incoming: IncomingMessage): Promise<ReadBody> {
	return await new Promise((resolve) => {
		const chunks: Buffer[] = [];
		let size = 0;
		incoming.on('data', (chunk: Buffer) => {
			size += chunk.length;
			// What is over the limit is read and dropped, so that the client gets its answer.
			if (size > MAX_BODY_BYTES) chunks.length = 0;
			else chunks.push(chunk);
		});
		const end = (isComplete: boolean) =>
			resolve({ bytes: size > MAX_BODY_BYTES ? 'too large' : Buffer.concat(chunks), isComplete });
		incoming.on('end', () => end(true));
		incoming.on('error', () => end(false));
		incoming.on('close', () => end(false));
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
