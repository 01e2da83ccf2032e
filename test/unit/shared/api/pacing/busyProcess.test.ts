import fc from 'fast-check';
import { TokenBucket } from '../../../../standin/limits/tokenBucket';
import type { Stall } from '../heldTimers';
import { runLimited } from '../limitedServer';

beforeEach(() =>
	jest.useFakeTimers({ now: Date.UTC(2026, 10, 23), doNotFake: ['nextTick', 'queueMicrotask'] }),
);
afterEach(() => jest.useRealTimers());

const LIMIT = { perSecond: 20, burst: 5 };
const ITEMS = 500;
const LONG_MS = 600_000;

/** Stalls and pauses of these lengths in turn, over and over. */
function stallsOf(lengths: ReadonlyArray<{ busy: number; free: number }>): Stall[] {
	const stalls: Stall[] = [];
	for (let at = 0, turn = 0; at < LONG_MS; turn++) {
		const { busy, free } = lengths[turn % lengths.length] ?? { busy: 0, free: LONG_MS };
		stalls.push({ from: at + free, until: at + free + busy });
		at += free + busy;
	}
	return stalls;
}

/** The least milliseconds in which the limit lets all items in, if they are sent between the stalls only. */
function ideal(stalls: readonly Stall[]): number {
	const bucket = new TokenBucket(LIMIT.burst, LIMIT.perSecond, 0);
	let next = 0;
	let now = 0;
	for (let left = ITEMS; left > 0; now++) {
		while ((stalls[next]?.until ?? Infinity) <= now) next++;
		if ((stalls[next]?.from ?? Infinity) <= now) continue;
		while (left > 0 && bucket.take(now)) left--;
	}
	return now;
}

const lengths = fc.array(
	fc.record({ busy: fc.integer({ min: 5, max: 1000 }), free: fc.integer({ min: 20, max: 1000 }) }),
	{ minLength: 1, maxLength: 8 },
);

test.each([
	{ headers: true, slower: 1.9, most: 12 },
	{ headers: false, slower: 2.8, most: 30 },
])(
	'an n8n that is busy with other things asks as soon as it can, without a storm: %j',
	async ({ headers, slower, most }) => {
		const terms = { ...LIMIT, latency: 1000, refusalLatency: 20, headers };
		await fc.assert(
			fc.asyncProperty(lengths, async (each) => {
				const stalls = stallsOf(each);
				const asking = { concurrency: 5, executions: ITEMS / 5, stalls };
				const { answered, refused, took } = await runLimited(5, asking, terms);
				const ratio = took / (ideal(stalls) + terms.latency);
				expect({
					answered,
					quick: ratio <= slower || ratio,
					few: refused <= most || refused,
				}).toEqual({ answered: ITEMS, quick: true, few: true });
			}),
			{ endOnFailure: true, numRuns: 15 },
		);
	},
	60_000,
);
