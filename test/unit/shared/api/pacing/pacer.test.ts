import { Pacer } from '../../../../../nodes/shared/api/pacing/pacer';
import type { LimitKind, RateLimit } from '../../../../../nodes/shared/api/pacing/rateLimits';
import { type LimitedRun, runLimited, type Terms } from '../limitedServer';

const NOW = 1_000_000;

const limitOf = (kind: LimitKind, limit: number, remaining: number, whole: number): RateLimit => ({
	...{ kind, limit, remaining },
	reset: NOW + whole,
});

/** When so many requests start that wait in a line. */
function starts(pacer: Pacer, count: number, now = NOW): number[] {
	let clock = now;
	return Array.from({ length: count }, () => {
		clock = pacer.earliest(clock);
		pacer.take(clock);
		return clock - now;
	});
}

/** A pacer that sent one request and heard this of it. */
function informed(limits: readonly RateLimit[], way = 0): Pacer {
	const pacer = new Pacer();
	pacer.learn(pacer.take(NOW - way), limits, NOW);
	return pacer;
}

describe('every start is granted at once', () => {
	test('without headers', () => {
		const pacer = new Pacer();
		expect(starts(pacer, 1000)).toEqual(Array.from({ length: 1000 }, () => 0));
		pacer.learn(pacer.take(NOW), [], NOW);
		pacer.spent('tokens', 5000);
		expect(starts(pacer, 1000)).toEqual(Array.from({ length: 1000 }, () => 0));
	});

	test('while enough is left', () => {
		const pacer = informed([limitOf('requests', 50, 49, 1200)]);
		expect(starts(pacer, 40)).toEqual(Array.from({ length: 40 }, () => 0));
	});

	test('once a limit must be whole again', () => {
		const pacer = informed([limitOf('requests', 10, 0, 60_000)]);
		expect(starts(pacer, 9, NOW + 60_001)).toEqual(Array.from({ length: 9 }, () => 0));
	});

	test('when tokens run out but nothing is known to cost any', () => {
		expect(starts(informed([limitOf('tokens', 1000, 0, 60_000)]), 3)).toEqual([0, 0, 0]);
	});
});

describe('starts are spaced', () => {
	test('by the rate at which the limit comes back, when nothing is left', () => {
		const times = starts(informed([limitOf('requests', 60, 0, 60_000)]), 5);
		for (const [index, ms] of times.entries()) {
			expect(ms).toBeGreaterThanOrEqual(1000 * (index + 1));
			expect(ms).toBeLessThanOrEqual(1000 * (index + 1) * 1.1 + 400);
		}
	});

	test('only from where it runs out', () => {
		const times = starts(informed([limitOf('requests', 60, 3, 57_000)]), 4);
		expect(times.slice(0, 2)).toEqual([0, 0]);
		expect(times[3]).toBeGreaterThan(0);
	});

	test('never more than the limit beyond what comes back', () => {
		const times = starts(informed([limitOf('requests', 5, 0, 250)]), 50, NOW + 10_000);
		for (const [index, ms] of times.entries()) {
			expect(ms).toBeGreaterThanOrEqual(Math.max(0, (index + 1 - 5) * 50));
		}
	});

	test('by the kind that has the least left', () => {
		const pacer = informed([
			limitOf('requests', 1000, 999, 60),
			limitOf('input-tokens', 60_000, 0, 60_000),
		]);
		pacer.spent('input-tokens', 2000);
		const [first = 0, second = 0] = starts(pacer, 2);
		expect(first).toBeGreaterThanOrEqual(2000);
		expect(second - first).toBeGreaterThan(1900);
		expect(second - first).toBeLessThan(2200);
	});

	test('by what requests cost on average', () => {
		const pacer = informed([limitOf('tokens', 100_000, 0, 100_000)]);
		for (const tokens of [1000, 1000, 1000, 1000]) pacer.spent('tokens', tokens);
		const [first = 0, second = 0] = starts(pacer, 2);
		expect(second - first).toBeGreaterThan(950);
		expect(second - first).toBeLessThan(1100);
	});

	test('in the order in which they are asked for', () => {
		const times = starts(informed([limitOf('requests', 5, 0, 5000)]), 20);
		expect(times).toEqual([...times].sort((a, b) => a - b));
	});
});

test('a limit that was raised counts at once', () => {
	const pacer = informed([limitOf('requests', 5, 0, 60_000)]);
	pacer.learn(pacer.take(NOW), [limitOf('requests', 500, 499, 120)], NOW);
	expect(starts(pacer, 100)).toEqual(Array.from({ length: 100 }, () => 0));
});

test.each([
	['a time long ago', limitOf('requests', 5, 3, -3_600_000)],
	['a time far ahead', limitOf('requests', 5, 4, 86_400_000)],
	['more left than there is', limitOf('requests', 5, 50, 0)],
	['nothing left, whole now', limitOf('requests', 5, 0, 0)],
	['a limit of one', limitOf('requests', 1, 0, 1000)],
])('odd headers give a time all the same: %s', (_, limit) => {
	for (const ms of starts(informed([limit], 100), 4)) {
		expect(Number.isFinite(ms)).toBe(true);
		expect(ms).toBeGreaterThanOrEqual(0);
	}
});

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
			expect({ answered, few: refused <= 5 || refused, quick: ratio <= 1.2 || ratio }).toEqual({
				...{ answered: 100, few: true, quick: true },
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
				...{ answered: items, few: true, quick: true },
			});
		}
	});

	test('without headers and times to wait, patience alone answers most', async () => {
		const silent: Terms['rewrite'] = () => ({});
		const terms: Terms = {
			...FAST,
			latency: 10,
			countedAt: 0,
			retryAfter: 'none',
			rewrite: silent,
		};
		expect((await outcomes(terms, 100)).answered).toBeGreaterThanOrEqual(90);
	});
});
