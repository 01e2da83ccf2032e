import { type LimitedRun, runLimited, type Terms } from '../limitedServer';

/** Whole seconds, as in the API's documentation. */
const rounded = (round: (seconds: number) => number): Terms['rewrite'] => {
	const whole = (date: string) =>
		new Date(round(Date.parse(date) / 1000) * 1000).toISOString().replace('.000', '');
	return (headers) =>
		Object.fromEntries(
			Object.entries(headers).map(([name, value]) => [
				name,
				name.endsWith('-reset') ? whole(value) : value,
			]),
		);
};

describe('against a bucket of requests', () => {
	beforeEach(() =>
		jest.useFakeTimers({ now: Date.UTC(2026, 10, 23), doNotFake: ['nextTick', 'queueMicrotask'] }),
	);
	afterEach(() => jest.useRealTimers());

	/** The least that it takes: when the last request is let in, and its way. */
	const ideal = (items: number, { perSecond, burst, latency }: Terms) =>
		((items - burst) / perSecond) * 1000 + latency;

	const FAST = { perSecond: 20, burst: 5 };

	const outcomes = async (terms: Terms, items: number): Promise<LimitedRun & { ratio: number }> => {
		const run = await runLimited(items, 10, terms);
		return { ...run, ratio: run.took / ideal(items, terms) };
	};

	const WAYS = [0, 10, 100].flatMap((latency) =>
		([0, 0.5] as const).flatMap((countedAt) =>
			(['seconds', 'ms'] as const).map((retryAfter) => ({ latency, countedAt, retryAfter })),
		),
	);

	test.each(WAYS)(
		'100 items in 10 lanes are all answered in good time, with at most 5 refusals: %j',
		async (way) => {
			const { answered, refused, ratio } = await outcomes({ ...FAST, ...way }, 100);
			expect({ answered, few: refused <= 5 || refused, quick: ratio <= 1.25 || ratio }).toEqual({
				answered: 100,
				few: true,
				quick: true,
			});
		},
	);

	/** Answers of a language model take longer than its bucket takes to be whole. */
	test.each([1000, 5000])('answers that take %d ms do no harm', async (latency) => {
		const terms: Terms = { ...FAST, latency, countedAt: 0, retryAfter: 'seconds' };
		const { answered, refused, took } = await outcomes(terms, 100);
		expect(answered).toBe(100);
		expect(refused).toBeLessThanOrEqual(5);
		expect(took).toBeLessThan(10 * latency * 1.25);
	});

	test.each([
		['up', Math.ceil],
		['down', Math.floor],
	])('times in whole seconds, rounded %s, do no harm', async (_, round) => {
		for (const latency of [0, 10, 100]) {
			const terms: Terms = { ...FAST, latency, countedAt: 0, retryAfter: 'ms' };
			const { answered, refused, ratio } = await outcomes(
				{ ...terms, rewrite: rounded(round) },
				100,
			);
			expect({
				latency,
				answered,
				few: refused <= 5 || refused,
				quick: ratio <= 1.5 || ratio,
			}).toEqual({ latency, answered: 100, few: true, quick: true });
		}
	});

	test.each([
		['50 requests a minute', { perSecond: 50 / 60, burst: 50 }, 120, 5000],
		['1000 requests a minute', { perSecond: 1000 / 60, burst: 1000 }, 1500, 100],
		['5 requests a minute', { perSecond: 5 / 60, burst: 5 }, 20, 10_000],
	])('limits as the API has them: %s', async (_, bucket, items, latency) => {
		for (const rewrite of [undefined, rounded(Math.ceil), rounded(Math.floor)]) {
			const terms: Terms = { ...bucket, latency, countedAt: 0, retryAfter: 'seconds', rewrite };
			const { answered, refused, ratio } = await outcomes(terms, items);
			expect({ answered, few: refused <= 5 || refused, quick: ratio <= 1.2 || ratio }).toEqual({
				answered: items,
				few: true,
				quick: true,
			});
		}
	});
});
