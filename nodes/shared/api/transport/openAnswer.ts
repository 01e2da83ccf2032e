import type { IExecuteFunctions } from 'n8n-workflow';
import type { NodeAdvice } from '../../errors/advice';
import { Failure } from '../../errors/failure';
import { type HttpAnswer, isSuccess, requestIdOf } from '../../errors/httpAnswer';
import { networkFailure } from '../../errors/networkFailure';
import { LONGEST_ERROR_BODY } from '../../errors/reason';
import { isRecord } from '../../json';
import { type BodySize, checkSize, sized } from './bodySize';
import { SILENCE, SilenceWatch } from './silenceWatch';

/** An HTTP answer whose body may still be arriving. */
export interface OpenAnswer {
	status: number;
	/** Names in lower case. */
	headers: Readonly<Record<string, unknown>>;
	/** The body, where it arrived as a whole. */
	text?: string;
	/** The body in chunks as they arrive; throws a Failure when it breaks off. */
	chunks: AsyncIterable<Uint8Array>;
	/**
	 * The chunks as n8n's storage takes them; undefined where the body arrived as a whole. A body of another
	 * size breaks the stream.
	 */
	stream?(size: BodySize): NodeStream;
	/** The server's host, for messages. */
	host: string;
}

/** Node's Readable, which a community node may not import. */
export type NodeStream = Exclude<
	Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0],
	Buffer
>;

interface Source {
	host: string;
	/** Seconds of silence after which the connection is closed. */
	timeout: number;
	/** Aborted when the body has ended in any way: closes the connection, and removes the listener for Stop. */
	giveUp?: AbortController;
	/** The node's advice for an answer that falls silent. */
	advice?: NodeAdvice;
}

/** Wraps the response of n8n's HTTP helper, streamed or whole. */
export function openAnswer(answer: unknown, source: Source): OpenAnswer {
	const { body, headers, statusCode } = isRecord(answer) ? answer : {};
	const open = {
		status: typeof statusCode === 'number' ? statusCode : 0,
		headers: isRecord(headers) ? headers : {},
		host: source.host,
	};
	if (isByteStream(body)) {
		const chunks = chunksOf(body, source);
		const answer: OpenAnswer = { ...open, chunks };
		return { ...answer, stream: (size) => streamOf(body, sized(answer, size)) };
	}
	source.giveUp?.abort(ENDED);
	const text = typeof body === 'string' ? body : '';
	return { ...open, text, chunks: inOnePiece(text) };
}

/** The failure of an answer that ended before it was complete. */
export function brokenOff(answer: OpenAnswer): Failure {
	const broken = networkFailure({ code: 'ERR_STREAM_PREMATURE_CLOSE' }, answer.host);
	return broken.with({ requestId: requestIdOf(answer) });
}

/** The whole body as text; for a refusal, only as much as its reason needs. */
export async function wholeAnswer(answer: OpenAnswer): Promise<HttpAnswer> {
	const { status, headers, text, chunks } = answer;
	const goesOn = isSuccess(status)
		? (length: number) => checkSize(answer, length)
		: (length: number) => length <= LONGEST_ERROR_BODY;
	return { status, headers, text: text ?? (await textOf(chunks, goesOn)) };
}

/**
 * Reads a body as text, to its end or as far as it is wanted.
 *
 * @param goesOn called after each chunk with the bytes so far; false ends the reading
 */
export async function textOf(
	chunks: AsyncIterable<Uint8Array>,
	goesOn: (length: number) => boolean,
): Promise<string> {
	const pieces: Uint8Array[] = [];
	let length = 0;
	for await (const chunk of chunks) {
		pieces.push(chunk);
		length += chunk.length;
		if (!goesOn(length)) break;
	}
	return new TextDecoder().decode(pieces.length === 1 ? pieces[0] : Buffer.concat(pieces));
}

async function* inOnePiece(text: string): AsyncGenerator<Uint8Array> {
	if (text !== '') yield Buffer.from(text);
}

/**
 * Not a generator, which would cost one more microtask for every chunk. n8n's own timeout ends with the
 * headers of a streamed answer, so silence is watched for here.
 */
function chunksOf(
	body: ByteStream,
	{ host, timeout, giveUp, advice }: Source,
): AsyncIterable<Uint8Array, undefined> {
	return {
		[Symbol.asyncIterator]() {
			const chunks = body[Symbol.asyncIterator]();
			let stopWaiting: (reason: unknown) => void = () => undefined;
			const watch = new SilenceWatch(timeout * 1000, () => stopWaiting(SILENCE));
			const end = () => {
				watch.stop();
				// A body that waits for its source is not told to end, so the source is aborted first.
				giveUp?.abort(ENDED);
				body.destroy();
			};
			return {
				async next() {
					try {
						const next = await new Promise<IteratorResult<Uint8Array>>((resolve, reject) => {
							stopWaiting = reject;
							chunks.next().then(resolve, reject);
						});
						if (next.done !== true) {
							watch.heard();
							return next;
						}
					} catch (error) {
						end();
						throw networkFailure(error, host, advice);
					}
					end();
					return { done: true, value: undefined };
				},
				async return() {
					watch.stop();
					leave(chunks, end);
					return { done: true, value: undefined };
				},
			};
		},
	};
}

/** Created once: without a reason Node.js creates an error with its stack for each abort. */
const ENDED = new Error('The answer has ended');

/** How long a body may take to end after its last event. */
const GRACE_MS = 1000;

/**
 * Lets a body end after its last event. Most end at once, and destroying a response that has not ended costs
 * Node.js a tenth of a whole short call.
 */
function leave(chunks: AsyncIterator<Uint8Array>, end: () => void): void {
	const watch = new SilenceWatch(GRACE_MS, end);
	const left = () => {
		watch.stop();
		end();
	};
	// The answer has been read already, so it does not matter how the body ends.
	chunks.next().then(left, left);
}

/** A stream of the chunks, which breaks with the same Failure. The class of the body makes it. */
function streamOf({ constructor }: ByteStream, chunks: AsyncIterable<Uint8Array>): NodeStream {
	return Reflect.apply(constructor.from, constructor, [chunks]);
}

interface ByteStream extends AsyncIterable<Uint8Array> {
	constructor: { from(chunks: AsyncIterable<Uint8Array>): NodeStream };
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
