import { AdvisedLimits } from '../../../../../nodes/shared/api/pacing/advisedLimits';
import type { LimitKind, RateLimit } from '../../../../../nodes/shared/api/pacing/rateLimits';
import type { Cost } from '../../../../../nodes/shared/api/pacing/requestCosts';

const NOW = 1_000_000;

const limitOf = (kind: LimitKind, limit: number, remaining: number, whole: number): RateLimit => ({
	kind,
	limit,
	remaining,
	reset: NOW + whole,
});

const costing = (tokens: number): Cost => ({
	requests: 1,
	tokens,
	'input-tokens': tokens,
	'output-tokens': tokens,
});

let number = 0;

/** When so many requests start that wait in a line, each answered as the headers promise. */
function starts(advice: AdvisedLimits, count: number, now = NOW, tokens = 0): number[] {
	let clock = now;
	return Array.from({ length: count }, () => {
		clock = advice.earliest(clock, costing(tokens));
		advice.take({ number: ++number, at: clock, cost: costing(tokens) });
		return clock - now;
	});
}

/** What is known once one request was sent and this was heard of it. */
function informed(limits: readonly RateLimit[], way = 0): AdvisedLimits {
	const advice = new AdvisedLimits();
	const sent = { number: ++number, at: NOW - way, cost: costing(0) };
	advice.take(sent);
	advice.learn(sent, limits, NOW);
	return advice;
}

describe('every start is granted at once', () => {
	test('without headers', () => {
		const advice = new AdvisedLimits();
		expect(starts(advice, 1000)).toEqual(Array.from({ length: 1000 }, () => 0));
		advice.learn({ number: ++number, at: NOW, cost: costing(0) }, [], NOW);
		expect(starts(advice, 1000, NOW, 5000)).toEqual(Array.from({ length: 1000 }, () => 0));
	});

	test('while enough is left', () => {
		const advice = informed([limitOf('requests', 50, 49, 1200)]);
		expect(starts(advice, 40)).toEqual(Array.from({ length: 40 }, () => 0));
	});

	test('once a limit must be whole again', () => {
		const advice = informed([limitOf('requests', 10, 0, 60_000)]);
		expect(starts(advice, 9, NOW + 60_001)).toEqual(Array.from({ length: 9 }, () => 0));
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
		const advice = informed([
			limitOf('requests', 1000, 999, 60),
			limitOf('input-tokens', 60_000, 0, 60_000),
		]);
		const [first = 0, second = 0, third = 0] = starts(advice, 3, NOW, 1500);
		expect(first).toBeGreaterThanOrEqual(1500);
		expect(second - first).toBeGreaterThan(1400);
		expect(third - second).toBeLessThan(1700);
	});

	test('by what each request costs', () => {
		const advice = informed([limitOf('input-tokens', 60_000, 0, 60_000)]);
		const times: number[] = [];
		let clock = NOW;
		for (const tokens of [100, 1500, 100, 1500]) {
			clock = advice.earliest(clock, costing(tokens));
			advice.take({ number: ++number, at: clock, cost: costing(tokens) });
			times.push(clock);
		}
		const [first = 0, second = 0, third = 0, fourth = 0] = times;
		expect(second - first).toBeGreaterThan(1400);
		expect(third - second).toBeLessThan(300);
		expect(fourth - third).toBeGreaterThan(1400);
	});

	test('in the order in which they are asked for', () => {
		const times = starts(informed([limitOf('requests', 5, 0, 5000)]), 20);
		expect(times).toEqual([...times].sort((a, b) => a - b));
	});
});

test('a limit that was raised counts at once', () => {
	const advice = informed([limitOf('requests', 5, 0, 60_000)]);
	const sent = { number: ++number, at: NOW, cost: costing(0) };
	advice.learn(sent, [limitOf('requests', 500, 499, 120)], NOW);
	expect(starts(advice, 100)).toEqual(Array.from({ length: 100 }, () => 0));
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

describe('headers are not believed for ever', () => {
	test.each([3_600_000, 86_400_000])(
		'a limit that is used up for %d ms beside an answer stops nobody',
		(ms) => {
			expect(starts(informed([limitOf('requests', 50, 0, ms)]), 20)).toEqual(Array(20).fill(0));
		},
	);

	test('a limit that is told to be used up but lets requests in is heeded no more', () => {
		const lie = limitOf('requests', 5, 0, 60_000);
		const advice = informed([lie]);
		const cost = costing(0);
		const at = advice.earliest(NOW, cost);
		expect(at - NOW).toBeLessThanOrEqual(2000);
		const sent = { number: ++number, at, cost };
		advice.take(sent);
		advice.learn(sent, [lie], at);
		expect(starts(advice, 20, at)).toEqual(Array(20).fill(0));
	});

	test('a limit that then refuses is heeded from then on', () => {
		const told = limitOf('requests', 5, 0, 60_000);
		const advice = informed([told]);
		const cost = costing(0);
		const at = advice.earliest(NOW, cost);
		const sent = { number: ++number, at, cost };
		advice.take(sent);
		advice.learn(sent, [told], at, true);
		expect(advice.earliest(at, cost) - NOW).toBeGreaterThan(10_000);
	});
});
