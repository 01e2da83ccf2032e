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
				// A bucket of a few refuses by chance, however slowly one asks: by what comes between and by the way.
				const isByChance = limit.burst < 5;
				// Whole seconds tell nothing of a bucket that is whole again in less.
				const isVague =
					limit.headers && limit.reset === 'seconds' && limit.burst < 2 * limit.perSecond;
				const mostRefused = isByChance ? 60 + 5 * items : 60 + 1.5 * items;
				const quick = 4 * ideal + 10_000 + 1000 * refused;
				const longest = isByChance
					? quick + 60_000 * items
					: isVague
						? quick + 2000 * items
						: quick;
				expect({ few: refused <= mostRefused || refused, soon: took <= longest || took }).toEqual({
					few: true,
					soon: true,
				});
			},
		),
		{ endOnFailure: true, numRuns: 50 },
	);
});
