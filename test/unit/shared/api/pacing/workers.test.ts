import { runLimited, type Terms } from '../limitedServer';

/** In queue mode each worker has a pacer of its own, and none knows of the others. */
describe('workers with one key, at a limit of 20 requests a second', () => {
	beforeEach(() =>
		jest.useFakeTimers({ now: Date.UTC(2026, 10, 23), doNotFake: ['nextTick', 'queueMicrotask'] }),
	);
	afterEach(() => jest.useRealTimers());

	const LIMIT = { perSecond: 20, burst: 5, countedAt: 0.5 };
	const ITEMS = 200;

	const ways = [2, 3].flatMap((processes) =>
		[100, 300, 1000].flatMap((latency) =>
			[0, 0.2].flatMap((jitter) =>
				(['seconds', 'ms'] as const).map((retryAfter) => ({
					processes,
					latency,
					jitter,
					retryAfter,
				})),
			),
		),
	);

	test.each(ways)(
		'answer every item, and one that is left alone soon takes the whole limit: %j',
		async ({ processes, ...way }) => {
			const terms: Terms = { ...LIMIT, ...way };
			const asking = { concurrency: 10, executions: 10, processes };
			const { answered, took } = await runLimited(ITEMS / 10, asking, terms);
			const ideal = ((ITEMS - LIMIT.burst) / LIMIT.perSecond) * 1000 + way.latency;
			const ratio = took / ideal;
			expect({ answered, quick: ratio <= 1.7 || ratio }).toEqual({ answered: ITEMS, quick: true });
		},
	);
});
