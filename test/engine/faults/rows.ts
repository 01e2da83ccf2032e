import type { QueuedReply } from '../../standin';
import { END, PING, START } from './events';

/** A wait in milliseconds: the shortest and the longest that is right. */
export type Wait = readonly [shortest: number, longest: number];

/** What goes wrong, and what a client is to do about it. */
export interface FaultRow {
	fault: string;
	/** What the server does at first; afterwards it answers as usual. */
	replies: () => QueuedReply[];
	/** One for each attempt after the first. */
	waits: readonly Wait[];
	/** Whether the answer is asked for as a stream. */
	stream?: true;
	/** Seconds. */
	timeout?: number;
	/** The failure in the end, where there is one. */
	fails?: { type: string; status: number | null };
}

/** Half a second, doubled each time, less up to a quarter. */
export function backoff(times: number): Wait[] {
	return Array.from({ length: times }, (_, n) => {
		const longest = Math.min(500 * 2 ** n, 8000);
		return [longest * 0.75, longest];
	});
}

type Headers = Record<string, string>;

const SHORT = 0.3;
const html = { 'content-type': 'text/html' };
const exactly = (ms: number): Wait => [ms, ms];

/** A refusal in the API's own form. */
export function refusal(status: number, type: string, headers: Headers = {}): QueuedReply {
	return { kind: 'error', status, type, message: `${type} for a test`, headers };
}

const limited = (headers: Headers) => refusal(429, 'rate_limit_error', headers);

function again(
	fault: string,
	replies: FaultRow['replies'],
	waits: readonly Wait[],
	more: Partial<FaultRow> = {},
): FaultRow {
	return { fault, replies, waits, ...more };
}

function final(status: number, type: string, headers?: Headers): FaultRow {
	return {
		fault: `${status} ${type}${headers === undefined ? '' : ` with ${JSON.stringify(headers)}`}`,
		replies: () => [refusal(status, type, headers)],
		waits: [],
		fails: { type, status },
	};
}

function twice(status: number, type: string): FaultRow {
	const replies = () => [refusal(status, type), refusal(status, type)];
	return again(`${status} ${type}, two times`, replies, backoff(2));
}

function inHttpTime(ms: number): Headers {
	return { 'retry-after': new Date(Date.now() + ms).toUTCString() };
}

/** Whatever a refusal may say about when to come again; without a time that is of use, the client decides. */
const TIMES: Array<[says: string, headers: Headers, ms?: number]> = [
	['with retry-after', { 'retry-after': '7' }, 7000],
	['with retry-after in parts of a second', { 'retry-after': '1.5' }, 1500],
	['with a retry-after of four minutes', { 'retry-after': '240' }, 240_000],
	['with retry-after-ms', { 'retry-after-ms': '1234' }, 1234],
	['with both', { 'retry-after-ms': '250', 'retry-after': '9' }, 250],
	['with both, one of them nonsense', { 'retry-after-ms': 'soon', 'retry-after': '3' }, 3000],
	['with both, one of them zero', { 'retry-after-ms': '0', 'retry-after': '3' }, 3000],
	['with both, one of them negative', { 'retry-after-ms': '-5', 'retry-after': '9' }],
	['with a retry-after of nonsense', { 'retry-after': 'later' }],
	['with a retry-after of zero', { 'retry-after': '0' }],
	['with a negative retry-after', { 'retry-after': '-5' }],
	['with a retry-after longer than timers go', { 'retry-after': '99999999' }],
	['without retry-after', {}],
];

const LIMITS = TIMES.map(([says, headers, ms]) =>
	again(`429 ${says}`, () => [limited(headers)], ms === undefined ? backoff(1) : [exactly(ms)]),
);

/** What the official SDK can meet as well, and does the same about. */
export const SHARED: FaultRow[] = [
	again('nothing', () => [], []),
	twice(408, 'timeout_error'),
	twice(409, 'conflict_error'),
	...LIMITS,
	again('429 with an HTTP date', () => [limited(inHttpTime(60_000))], [[57_000, 60_000]]),
	again('429 with an HTTP date that is over', () => [limited(inHttpTime(-60_000))], backoff(1)),
	again(
		'429 when a stream was asked for',
		() => [limited({ 'retry-after': '2' })],
		[exactly(2000)],
		{ stream: true },
	),
	twice(500, 'api_error'),
	again(
		'502 with the page of a proxy',
		() => [{ kind: 'raw', status: 502, headers: html, body: '<html>Bad gateway</html>' }],
		backoff(1),
	),
	again('503 with retry-after', () => [refusal(503, 'api_error', { 'retry-after': '4' })], [
		exactly(4000),
	]),
	twice(504, 'timeout_error'),
	twice(529, 'overloaded_error'),
	again('529 when a stream was asked for', () => [refusal(529, 'overloaded_error')], backoff(1), {
		stream: true,
	}),
	again(
		'429, then 500: the wait that the server asked for counts as a step',
		() => [limited({ 'retry-after': '6' }), refusal(500, 'api_error')],
		[exactly(6000), backoff(2)[1] ?? exactly(0)],
	),
	again(
		'400 with x-should-retry: true',
		() => [refusal(400, 'invalid_request_error', { 'x-should-retry': 'true' })],
		backoff(1),
	),
	final(500, 'api_error', { 'x-should-retry': 'false' }),
	final(429, 'rate_limit_error', { 'x-should-retry': 'false' }),
	final(400, 'invalid_request_error'),
	final(401, 'authentication_error'),
	final(402, 'billing_error'),
	final(403, 'permission_error'),
	final(404, 'not_found_error'),
	final(413, 'request_too_large'),
	again(
		'a connection that is reset, two times',
		() => [{ kind: 'reset' }, { kind: 'reset' }],
		backoff(2),
	),
	again(
		'a connection that is reset when a stream was asked for',
		() => [{ kind: 'reset' }],
		backoff(1),
		{ stream: true },
	),
	again(
		'a connection that is closed before the headers',
		() => [{ kind: 'close-before-headers' }],
		backoff(1),
	),
	again('silence', () => [{ kind: 'hang' }], backoff(1), { timeout: SHORT }),
	again('bytes that are not HTTP', () => [{ kind: 'garbage' }], backoff(1)),
	again('gzip', () => [{ kind: 'gzip' }], []),
	again('gzip over a stream', () => [{ kind: 'gzip' }], [], { stream: true }),
	again('an answer byte by byte', () => [{ kind: 'trickle', everyMs: 1, bytes: 7 }], []),
	again('a stream a few bytes at a time', () => [{ kind: 'trickle', everyMs: 1, bytes: 20 }], [], {
		stream: true,
	}),
];

/** A difference to the official SDK that is meant, and why. */
export interface DifferentRow extends FaultRow {
	why: string;
	/** What the SDK does; undefined where it would wait for minutes. */
	sdk?: { attempts: number; rejects: boolean };
}

const GIVES_UP = { attempts: 1, rejects: true };
const LOST = 'the answer is lost, and in a workflow nobody is there to press the button again';
const jsonType = { 'content-type': 'application/json' };

function broken(fault: string, reply: QueuedReply, more: Partial<DifferentRow> = {}): DifferentRow {
	return { ...again(fault, () => [reply], backoff(1)), why: LOST, sdk: GIVES_UP, ...more };
}

const stream = { stream: true } as const;

export const DIFFERENT: DifferentRow[] = [
	{
		fault: '429 with a retry-after of an hour',
		replies: () => [limited({ 'retry-after': '3600' })],
		waits: [],
		fails: { type: 'rate_limit_error', status: 429 },
		why: "nobody wants a workflow to hang for an hour: it is longer than 'Longest Wait'",
	},
	broken('JSON that breaks off', {
		kind: 'raw',
		status: 200,
		headers: jsonType,
		body: '{"type":"message","content":[{"ty',
	}),
	broken('a connection that ends in the body', { kind: 'cut' }),
	broken('a connection that is reset in the body', { kind: 'reset-in-body' }),
	broken('a content length that is too short', { kind: 'wrong-length' }),
	broken(
		'a content length that is too long',
		{ kind: 'wrong-length', by: 10 },
		{ timeout: SHORT, sdk: undefined },
	),
	broken('a stream that is cut', { kind: 'stream', cutAfter: 4 }, stream),
	broken('a stream that is cut before its first event', { kind: 'stream', cutAfter: 0 }, stream),
	broken('a stream that ends without message_stop', { kind: 'stream', endAfter: 5 }, stream),
	broken('a stream that is reset', { kind: 'stream', resetAfter: 4 }, stream),
	broken('a stream with an overload in its middle', { kind: 'stream', errorAfter: 4 }, stream),
	broken(
		'a stream with a broken event in its middle',
		{
			kind: 'events',
			chunks: [START, 'event: content_block_delta\ndata: {"type":"content_block_de\n\n', END],
		},
		stream,
	),
	broken(
		'a stream of pings alone that is cut',
		{ kind: 'events', chunks: [PING, PING, PING], end: 'cut' },
		stream,
	),
	broken(
		'a stream that falls silent',
		{ kind: 'stream', hangAfter: 3 },
		{ ...stream, timeout: SHORT, sdk: undefined },
	),
	{
		...again(
			'JSON although a stream was asked for',
			() => [
				{
					kind: 'raw',
					status: 200,
					headers: jsonType,
					body: JSON.stringify({
						id: 'msg_1',
						type: 'message',
						role: 'assistant',
						model: 'claude-sonnet-5-5',
						content: [{ type: 'text', text: 'WHOLE' }],
						stop_reason: 'end_turn',
						stop_sequence: null,
						usage: { input_tokens: 1, output_tokens: 1 },
					}),
				},
			],
			[],
			stream,
		),
		why: 'gateways do that, and the answer is whole',
		sdk: GIVES_UP,
	},
	...['enforced_spend_limit_reached', 'contract_spend_limit_reached'].map((error_code) => ({
		fault: `429 ${error_code}`,
		replies: (): QueuedReply[] => [
			{
				kind: 'error',
				status: 429,
				type: 'rate_limit_error',
				message: 'Spent',
				details: { error_code },
			},
		],
		waits: [],
		fails: { type: 'rate_limit_error', status: 429 },
		why: 'a spend limit does not come back by waiting',
		sdk: { attempts: 2, rejects: false },
	})),
	{
		fault: 'a redirect',
		replies: () => [{ kind: 'raw', status: 307, headers: { location: '/v1/messages' }, body: '' }],
		waits: [],
		fails: { type: 'redirect', status: 307 },
		why: 'it would carry the key to wherever it points',
		sdk: { attempts: 2, rejects: false },
	},
	{
		fault: 'a login page with status 200',
		replies: () => [{ kind: 'raw', status: 200, headers: html, body: '<html>Log in</html>' }],
		waits: [],
		fails: { type: 'invalid_response', status: 200 },
		why: 'a page is not an answer',
		sdk: { attempts: 1, rejects: false },
	},
];
