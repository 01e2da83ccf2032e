import type { HttpAnswer } from '../errors/apiFailure';
import { networkFailure } from '../errors/networkFailure';
import { LONGEST_ERROR_BODY } from '../errors/reason';
import { isRecord } from '../json';
import { SilenceWatch } from './silenceWatch';

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
	/** Seconds of silence after which the connection is closed. */
	timeout: number;
	/** Closes the connection. */
	giveUp: AbortController;
}

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

/** The whole body as text; of a refusal only as much as a reason needs. */
export async function wholeAnswer({ status, headers, chunks }: OpenAnswer): Promise<HttpAnswer> {
	const isSuccess = status >= 200 && status < 300;
	const decoder = new TextDecoder();
	let text = '';
	for await (const chunk of chunks) {
		text += decoder.decode(chunk, { stream: true });
		if (!isSuccess && text.length > LONGEST_ERROR_BODY) break;
	}
	return { status, headers, text: text + decoder.decode() };
}

async function* chunksOf(
	body: unknown,
	{ host, timeout, giveUp }: Source,
): AsyncGenerator<Uint8Array> {
	if (typeof body === 'string') yield Buffer.from(body);
	if (!isByteStream(body)) return;
	const chunks = body[Symbol.asyncIterator]();
	// n8n's own timeout ends with the headers of a streamed answer.
	const watch = new SilenceWatch(timeout * 1000);
	try {
		for (;;) {
			const next = await watch.listen(async () => await chunks.next());
			if (next.done === true) return;
			yield next.value;
		}
	} catch (error) {
		giveUp.abort();
		throw networkFailure(error, host);
	} finally {
		watch.stop();
		body.destroy();
	}
}

interface ByteStream extends AsyncIterable<Uint8Array> {
	destroy(): void;
}

function isByteStream(body: unknown): body is ByteStream {
	return (
		typeof body === 'object' &&
		body !== null &&
		Symbol.asyncIterator in body &&
		'destroy' in body &&
		typeof body.destroy === 'function'
	);
}
