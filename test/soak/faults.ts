import fc from 'fast-check';
import type { QueuedReply } from '../standin';

/** Short, or the run would be all waiting. */
const SOON = { 'retry-after-ms': '20' };

const refusal = (status: number, type: string): QueuedReply => ({
	kind: 'error',
	status,
	type,
	message: `A fault: ${type}`,
	headers: SOON,
});

/** What keeps a request from being answered: each of these uses up one request. */
const BROKEN: QueuedReply[] = [
	refusal(429, 'rate_limit_error'),
	refusal(500, 'api_error'),
	refusal(503, 'overloaded_error'),
	refusal(529, 'overloaded_error'),
	refusal(400, 'invalid_request_error'),
	refusal(403, 'permission_error'),
	{ kind: 'raw', status: 502, headers: SOON, body: '<html><title>Bad Gateway</title></html>' },
	{ kind: 'raw', status: 200, body: '{"type":"message","content":[{"type":"te' },
	{ kind: 'reset' },
	{ kind: 'close-before-headers' },
	{ kind: 'garbage' },
	{ kind: 'cut' },
	{ kind: 'reset-in-body' },
	{ kind: 'events', chunks: ['event: message_start\ndata: {"type":"mess'], end: 'cut' },
	{ kind: 'events', chunks: ['data: \u0000\u0001\n\n', 'event: x\n\n'], end: 'close' },
];

/** The same for requests that ask for a stream. */
const BROKEN_STREAMS: QueuedReply[] = [
	{ kind: 'stream', cutAfter: 3 },
	{ kind: 'stream', resetAfter: 4 },
	{ kind: 'stream', endAfter: 2 },
	{ kind: 'stream', errorAfter: 4 },
];

/** An answer all the same, but slow or packed. */
const ODD: QueuedReply[] = [
	{ kind: 'trickle', everyMs: 1, bytes: 300 },
	{ kind: 'gzip' },
	{ kind: 'stream', pingsEveryMs: 1, deltaDelayMs: 3 },
];

export interface Faults {
	/** What a request for an answer meets. */
	broken: QueuedReply[];
	odd: QueuedReply[];
	/** Milliseconds that every answer takes. */
	latency: number;
	/** Milliseconds after which Stop is pressed. */
	stopAfter: number;
}

/** The faults of one round; the seed decides all of them. */
export function faultsOf(seed: number): Faults {
	const round = fc.record({
		broken: fc.array(fc.constantFrom(...BROKEN, ...BROKEN_STREAMS), {
			minLength: 6,
			maxLength: 16,
		}),
		odd: fc.array(fc.constantFrom(...ODD), { minLength: 2, maxLength: 6 }),
		latency: fc.nat({ max: 30 }),
		stopAfter: fc.nat({ max: 1500 }),
	});
	const [faults] = fc.sample(round, { seed, numRuns: 1 });
	return faults ?? { broken: [], odd: [], latency: 0, stopAfter: 0 };
}
