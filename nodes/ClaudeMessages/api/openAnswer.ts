import type { HttpAnswer } from '../errors/apiFailure';
import { Failure } from '../errors/failure';
import { networkFailure } from '../errors/networkFailure';
import { isRecord } from '../json';

/** An HTTP answer whose body is still on its way. */
export interface OpenAnswer {
	status: number;
	/** Names in lower case. */
	headers: Readonly<Record<string, unknown>>;
	/** The body as it comes; breaks with a Failure that says why. */
	chunks: AsyncIterable<Uint8Array>;
	/** Of the server, for messages. */
	host: string;
}

interface Source {
	host: string;
	/** Seconds of silence after which n8n closes the connection. */
	timeout: number;
}

/** How early a timer may fire before the time that it was set to. */
const TIMER_SLACK_MS = 20;

/** What n8n's HTTP helper gives for a response, streamed or whole. */
export function openAnswer(answer: unknown, source: Source): OpenAnswer {
	const { body, headers, statusCode } = isRecord(answer) ? answer : {};
	return {
		status: typeof statusCode === 'number' ? statusCode : 0,
		headers: isRecord(headers) ? headers : {},
		chunks: chunksOf(body, source),
		host: source.host,
	};
}

/** The whole body as text. */
export async function wholeAnswer({ status, headers, chunks }: OpenAnswer): Promise<HttpAnswer> {
	const decoder = new TextDecoder();
	let text = '';
	for await (const chunk of chunks) text += decoder.decode(chunk, { stream: true });
	return { status, headers, text: text + decoder.decode() };
}

async function* chunksOf(body: unknown, { host, timeout }: Source): AsyncGenerator<Uint8Array> {
	if (typeof body === 'string') yield Buffer.from(body);
	if (!isByteStream(body)) return;
	let lastSign = Date.now();
	try {
		for await (const chunk of body) {
			lastSign = Date.now();
			yield chunk;
		}
	} catch (error) {
		const silence = Date.now() - lastSign + TIMER_SLACK_MS;
		throw silence >= timeout * 1000 ? silent(host) : networkFailure(error, host);
	}
}

function isByteStream(body: unknown): body is AsyncIterable<Uint8Array> {
	return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

/** n8n reports silence in the middle of an answer as a broken connection. */
function silent(host: string): Failure {
	return networkFailure({ code: 'ETIMEDOUT' }, host);
}
