import fc from 'fast-check';
import { runLimited, type Terms } from './limitedServer';

beforeEach(() =>
	jest.useFakeTimers({ now: Date.UTC(2026, 10, 23), doNotFake: ['nextTick', 'queueMicrotask'] }),
);
afterEach(() => jest.useRealTimers());

/** The least that it takes: until the last request is let in, and its way. */
function idealMs(items: number, concurrency: number, terms: Terms): number {
	const { perSecond, burst, rival = 0, latency } = terms;
	const byLimit = (Math.max(0, items - burst) / (perSecond * (1 - rival))) * 1000;
	const byLanes = Math.ceil(items / (concurrency || items)) * latency;
	return Math.max(byLimit, byLanes) + latency;
}

const limits = fc.record({
	perSecond: fc.integer({ min: 1, max: 100 }),
	burst: fc.integer({ min: 1, max: 50 }),
	latency: fc.integer({ min: 0, max: 5000 }),
	jitter: fc.constantFrom(0, 0.3, 0.9),
	rival: fc.constantFrom(0, 0, 0.2, 0.4, 0.6),
	headers: fc.boolean(),
	reset: fc.constantFrom('ms' as const, 'seconds' as const),
	retryAfter: fc.constantFrom('seconds' as const, 'ms' as const, 'none' as const),
	countedAt: fc.constantFrom(0, 0.5, 1),
	isMinute: fc.boolean(),
	refusalLatency: fc.constantFrom(5, 50, undefined),
});

test('any limit lets every item come home in good time', async () => {
	await fc.assert(
		fc.asyncProperty(
			limits,
			fc.constantFrom(0, 1, 3, 10, 50),
			fc.integer({ min: 1, max: 200 }),
			async ({ isMinute, ...limit }, concurrency, items) => {
				const { perSecond } = limit;
				const told = isMinute ? { told: { perSecond, burst: 60 * perSecond } } : {};
				const terms: Terms = { ...limit, ...told };
				const { answered, refused, took } = await runLimited(items, concurrency, terms);
				const ideal = idealMs(items, concurrency, terms);
				expect(answered).toBe(items);
				// Who shares a bucket of one with others is refused by chance, however slowly it asks.
				const isShared = limit.rival > 0 && limit.burst < 5;
				const mostRefused = isShared ? 60 + 5 * items : 30 + 0.75 * items;
				const longest = isShared ? 60 * ideal + 60_000 : 3 * ideal + 5000 + 500 * refused;
				expect({ few: refused <= mostRefused || refused, soon: took <= longest || took }).toEqual({
					...{ few: true, soon: true },
				});
			},
		),
		{ endOnFailure: true, numRuns: 60 },
	);
});
