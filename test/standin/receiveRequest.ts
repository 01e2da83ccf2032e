/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { ApiRefusal, invalid, refusalOf } from './apiError';
import { parseJson } from './parseJson';
import { BATCHES_PATH, FILES_PATH } from './paths';
import type { ReceivedRequest, RequestEnd } from './types';
import { receiveUpload, type Part } from './uploads/receiveUpload';

const MB = 1024 * 1024;

/** https://platform.claude.com/docs/en/api/errors#request-size-limits */
const MAX_BODY_BYTES = 32 * MB;
const MAX_BATCH_BYTES = 256 * MB;

export interface Arrival {
	request: ReceivedRequest & RequestEnd;
	/** The body as it came; empty when it is too large. */
	bytes: Buffer;
	/** The form of an upload, whose bytes are not kept. */
	parts?: Part[];
	/** Whether the client stayed until the end of its request. */
	isComplete: boolean;
	/** Why the body cannot be read as the JSON, or the form, that it should be. */
	bodyProblem: ApiRefusal | undefined;
}

/** Reads the whole request, or what came of it until the client hung up. */
export async function receiveRequest(incoming: IncomingMessage): Promise<Arrival> {
	const at = Date.now();
	const url = new URL(incoming.url ?? '/', 'http://stand-in');
	const head = {
		method: incoming.method ?? 'GET',
		path: url.pathname,
		query: readQuery(url.searchParams),
		headers: incoming.headers,
		at,
	};
	if (head.method === 'POST' && url.pathname === FILES_PATH) {
		const { parts, isComplete, problem: bodyProblem } = await receiveUpload(incoming);
		const request = { ...head, rawBody: '', body: undefined };
		return { request, bytes: Buffer.alloc(0), parts, isComplete, bodyProblem };
	}
	const isBatch = url.pathname === BATCHES_PATH;
	const limit = isBatch ? MAX_BATCH_BYTES : MAX_BODY_BYTES;
	const { bytes, isTooLarge, isComplete } = await readBody(incoming, limit);
	// A batch can be so large that nobody should hold its objects.
	if (isBatch) {
		const bodyProblem = isTooLarge ? tooLarge(limit) : encodingProblem(bytes);
		return { request: lazyRequest(head, bytes), bytes, isComplete, bodyProblem };
	}
	const parsed = isTooLarge ? { problem: tooLarge(limit) } : readJson(bytes);
	const request = { ...head, rawBody: bytes.toString('utf8'), body: parsed.value };
	return { request, bytes, isComplete, bodyProblem: parsed.problem };
}

type Head = Omit<ReceivedRequest, 'body' | 'rawBody'>;

/** The body is decoded and parsed each time that somebody looks at it. */
function lazyRequest(head: Head, bytes: Buffer): ReceivedRequest {
	return {
		...head,
		get rawBody() {
			return bytes.toString('utf8');
		},
		get body() {
			return readJson(bytes).value;
		},
	};
}

interface ReadBody {
	bytes: Buffer;
	isTooLarge: boolean;
	isComplete: boolean;
}

async function readBody(incoming: IncomingMessage, limit: number): Promise<ReadBody> {
	return await new Promise((resolve) => {
		const chunks: Buffer[] = [];
		let size = 0;
		incoming.on('data', (chunk: Buffer) => {
			size += chunk.length;
			// What is over the limit is read and dropped, so that the client gets its answer.
			if (size > limit) chunks.length = 0;
			else chunks.push(chunk);
		});
		const end = (isComplete: boolean) =>
			resolve({ bytes: Buffer.concat(chunks), isTooLarge: size > limit, isComplete });
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

function readJson(bytes: Buffer): { value?: unknown; problem?: ApiRefusal } {
	const problem = encodingProblem(bytes);
	if (problem !== undefined) return { problem };
	try {
		return { value: parseJson(bytes.toString('utf8')) };
	} catch (error) {
		return { problem: refusalOf(error) };
	}
}

function encodingProblem(bytes: Buffer): ApiRefusal | undefined {
	return isUtf8(bytes) ? undefined : invalid('', 'The request body is not valid UTF-8.');
}

function tooLarge(limit: number) {
	const message = `The request is larger than ${limit / MB} MB.`;
	return new ApiRefusal(413, 'request_too_large', message);
}
