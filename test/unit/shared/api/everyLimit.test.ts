import { type Asking, runLimited, type Terms } from './limitedServer';

beforeEach(() =>
	jest.useFakeTimers({ now: Date.UTC(2026, 10, 23), doNotFake: ['nextTick', 'queueMicrotask'] }),
);
afterEach(() => jest.useRealTimers());

const BUCKET = { perSecond: 20, burst: 5, latency: 100 };
const MINUTE = { perSecond: 20, burst: 1200 };
const mixed = (index: number) => 100 + ((index * 7919) % 1901);
const WIDE = { perSecond: 1000, burst: 1000 };
const TOKENS = { perSecond: 4000, burst: 8000 };

const tokensOf = (count: number) =>
	Array.from({ length: count }, (_, index) => mixed(index)).reduce((sum, value) => sum + value, 0);
const tokenTime = ((tokensOf(80) - 8000) / 4000) * 1000 + 100;

/** When told limits are whole again: long after every test. */
const at = (ms: number) => new Date(Date.UTC(2026, 10, 23) + ms).toISOString();

interface Goal {
	terms: Terms;
	asking?: Asking;
	items?: number;
	/** The least milliseconds that it takes. */
	ideal?: number;
	/** So many times the ideal at most. */
	ratio: number;
	refused: number;
}

const SLOW = { ...BUCKET, latency: 1500 };
const SILENT = { headers: false } as const;
const inputs: Terms = {
	...WIDE,
	latency: 100,
	inputFlow: TOKENS,
	use: (index) => ({ input: mixed(index), output: 5 }),
};
const outputs: Terms = {
	...WIDE,
	latency: 100,
	outputFlow: TOKENS,
	use: (index) => ({ input: 50, output: mixed(index) }),
};
const WEBHOOKS = { concurrency: 10, executions: 50 };
const STORM = { ...WIDE, latency: 100 };
const fail = (status: number) => (ms: number) => (ms < 20_000 ? { status } : undefined);

const GOALS: Record<string, Goal> = {
	'a bucket, told to the millisecond': { terms: BUCKET, ratio: 1.25, refused: 5 },
	'a bucket, told in whole seconds': {
		terms: { ...BUCKET, reset: 'seconds' },
		ratio: 1.3,
		refused: 5,
	},
	'told per minute, enforced by the second': {
		terms: { ...BUCKET, told: MINUTE },
		ratio: 1.3,
		refused: 10,
	},
	'told per minute, enforced by the second, quick refusals': {
		terms: { ...BUCKET, told: MINUTE, refusalLatency: 2 },
		ratio: 1.3,
		refused: 10,
	},
	'output tokens, quick refusals': {
		terms: { ...outputs, refusalLatency: 2 },
		items: 80,
		ideal: tokenTime,
		ratio: 1.3,
		refused: 10,
	},
	'told per minute by a fixed window, enforced by the second': {
		terms: { ...BUCKET, told: { limit: 1200, remaining: 1100, reset: at(60_000) } },
		ratio: 1.6,
		refused: 25,
	},
	'no headers, only retry-after': { terms: { ...BUCKET, ...SILENT }, ratio: 1.6, refused: 25 },
	'no headers, no retry-after': {
		terms: { ...BUCKET, ...SILENT, retryAfter: 'none' },
		ratio: 1.6,
		refused: 25,
	},
	'another client takes half': {
		terms: { ...BUCKET, rival: 0.5 },
		ideal: 9600,
		ratio: 1.6,
		refused: 25,
	},
	'another client takes half, which the headers do not show': {
		terms: { ...BUCKET, perSecond: 10, told: { perSecond: 20, burst: 5 } },
		ideal: 9600,
		ratio: 1.6,
		refused: 25,
	},
	'another client takes half, no headers': {
		terms: { ...BUCKET, ...SILENT, rival: 0.5 },
		ideal: 9600,
		ratio: 1.6,
		refused: 25,
	},
	'slow answers': { terms: SLOW, ideal: 15_000, ratio: 1.3, refused: 10 },
	'slow answers, quick refusals': {
		terms: { ...SLOW, refusalLatency: 5 },
		ideal: 15_000,
		ratio: 1.3,
		refused: 10,
	},
	'slow answers, no headers': {
		terms: { ...SLOW, ...SILENT },
		ideal: 15_000,
		ratio: 1.3,
		refused: 10,
	},
	'input tokens': { terms: inputs, items: 80, ideal: tokenTime, ratio: 1.3, refused: 10 },
	'input tokens, told in whole seconds': {
		terms: { ...inputs, reset: 'seconds' },
		items: 80,
		ideal: tokenTime,
		ratio: 1.3,
		refused: 10,
	},
	'input tokens, no headers': {
		terms: { ...inputs, ...SILENT },
		items: 80,
		ideal: tokenTime,
		ratio: 1.6,
		refused: 25,
	},
	'output tokens': { terms: outputs, items: 80, ideal: tokenTime, ratio: 1.3, refused: 10 },
	'output tokens, told in whole seconds': {
		terms: { ...outputs, reset: 'seconds' },
		items: 80,
		ideal: tokenTime,
		ratio: 1.3,
		refused: 10,
	},
	'50 executions of 5 items at once': {
		terms: { ...BUCKET, latency: 1000 },
		asking: WEBHOOKS,
		items: 5,
		ideal: 12_500,
		ratio: 1.3,
		refused: 25,
	},
	'50 executions of 5 items at once, quick refusals': {
		terms: { ...BUCKET, latency: 1000, refusalLatency: 5 },
		asking: WEBHOOKS,
		items: 5,
		ideal: 12_500,
		ratio: 1.3,
		refused: 25,
	},
	'as many as the limit lets through': {
		terms: { perSecond: 50, burst: 50, latency: 2000 },
		asking: { concurrency: 0 },
		items: 1000,
		ideal: 22_000,
		ratio: 1.3,
		refused: 25,
	},
	'as many as the limit lets through, no headers': {
		terms: { perSecond: 50, burst: 50, latency: 2000, refusalLatency: 5, ...SILENT },
		asking: { concurrency: 0 },
		items: 1000,
		ideal: 22_000,
		ratio: 1.3,
		refused: 50,
	},
	'nothing left, whole again in an hour, but everything is let in': {
		terms: { ...STORM, told: { limit: 50, remaining: 0, reset: at(3_600_000) } },
		ideal: 1000,
		ratio: 1.3,
		refused: 0,
	},
	'20 s of 529': {
		terms: { ...STORM, fault: fail(529) },
		items: 60,
		ideal: 20_600,
		ratio: 1.45,
		refused: 20,
	},
	'20 s of 429': {
		terms: { ...STORM, fault: fail(429) },
		items: 60,
		ideal: 20_600,
		ratio: 1.45,
		refused: 20,
	},
};

describe('every item comes home in good time with few refusals:', () => {
	test.each(Object.entries(GOALS))('%s', async (_, goal) => {
		const { terms, asking = { concurrency: 10 }, items = 100, ideal = 4850 } = goal;
		const { answered, refused, took } = await runLimited(items, asking, terms);
		const ratio = took / ideal;
		expect({
			answered,
			few: refused <= goal.refused || refused,
			quick: ratio <= goal.ratio || ratio,
		}).toEqual({ answered: items * (asking.executions ?? 1), few: true, quick: true });
	});
});

describe('one refusal', () => {
	test('among answers is no storm: the others go on soon', async () => {
		const { answered, refused, took } = await runLimited(
			200,
			{ concurrency: 10 },
			{ ...STORM, fault: (_, request) => (request === 100 ? { status: 529 } : undefined) },
		);
		expect({ answered, refused }).toEqual({ answered: 200, refused: 1 });
		expect(took).toBeLessThan(2000 + 1500);
	});

	test('closes the gate for all until its time is over, and who was refused goes first', async () => {
		const { at: starts, answered } = await runLimited(
			20,
			{ concurrency: 2 },
			{
				...STORM,
				fault: (_, request) =>
					request === 3 ? { status: 429, headers: { 'retry-after': '7' } } : undefined,
			},
		);
		expect(answered).toBe(20);
		expect(starts.filter((ms) => ms > 300 && ms < 7200)).toEqual([]);
	});

	test('of another key delays nobody', async () => {
		const refusing: Terms = {
			...STORM,
			fault: (ms) => (ms < 60_000 ? { status: 429, headers: { 'retry-after': '60' } } : undefined),
		};
		const slow = runLimited(1, { concurrency: 1 }, refusing);
		const quick = runLimited(1, { concurrency: 1 }, STORM);
		expect((await quick).took).toBeLessThanOrEqual(100);
		expect((await slow).took).toBeGreaterThanOrEqual(60_000);
	});
});

describe('Max Retries', () => {
	test('of 0 loses who was refused, while the others wait at the gate', async () => {
		const { answered, refused } = await runLimited(
			60,
			{ concurrency: 10, maxRetries: 0 },
			{ ...BUCKET, retryAfter: 'seconds' },
		);
		expect(answered).toBe(60 - refused);
		expect(refused).toBeLessThanOrEqual(10);
	});

	test('once added counts refusals too', async () => {
		const { answered, refused, failures } = await runLimited(
			1,
			{ concurrency: 1, maxRetries: 2 },
			{ ...STORM, fault: () => ({ status: 529 }) },
		);
		expect({ answered, refused }).toEqual({ answered: 0, refused: 3 });
		expect(failures).toMatchObject([{ status: 529 }]);
	});

	test('that is not added lets a fault of its own happen five times', async () => {
		const { refused, failures } = await runLimited(
			1,
			{ concurrency: 1 },
			{ ...STORM, fault: () => ({ status: 500 }) },
		);
		expect(refused).toBe(6);
		expect(failures).toMatchObject([{ status: 500 }]);
	});
});

describe('Longest Wait', () => {
	test('ends what is refused for longer, counted from the first refusal', async () => {
		const { took, failures } = await runLimited(
			3,
			{ concurrency: 3, longestWait: 30 },
			{ ...STORM, fault: () => ({ status: 529 }) },
		);
		expect(failures).toHaveLength(3);
		expect(took).toBeGreaterThanOrEqual(30_000);
		expect(took).toBeLessThan(31_000);
	});

	const soon = { concurrency: 2, longestWait: 60 };

	test.each([
		['retry-after', { 'retry-after': '3600' }],
		['an HTTP date', { 'retry-after': new Date(Date.UTC(2026, 10, 23, 1)).toUTCString() }],
		[
			'reset',
			{
				'anthropic-ratelimit-requests-limit': '50',
				'anthropic-ratelimit-requests-remaining': '0',
				'anthropic-ratelimit-requests-reset': at(3_600_000),
			},
		],
	])('shorter than %s fails at once, and says when to come back', async (_, headers) => {
		const { took, refused, failures } = await runLimited(10, soon, {
			...STORM,
			fault: () => ({ status: 429, headers }),
		});
		expect(took).toBeLessThan(5000);
		expect(refused).toBeLessThanOrEqual(10);
		expect(failures).toHaveLength(10);
		for (const failure of failures) {
			expect(failure).toMatchObject({
				description: expect.stringContaining('come back at 2026-11-23T01:00'),
			});
		}
	});

	test.each(['-5', '0', '', 'soon', '99999999999', 'Infinity', 'NaN', '1e400'])(
		'a retry-after of %j is no reason to wait for long',
		async (value) => {
			const { answered, took } = await runLimited(
				1,
				{ concurrency: 1 },
				{
					...STORM,
					fault: (_, request) =>
						request === 1 ? { status: 429, headers: { 'retry-after': value } } : undefined,
				},
			);
			expect(answered).toBe(1);
			expect(took).toBeLessThan(1000);
		},
	);
});

describe('what is left behind', () => {
	test('no timer outlives its run', async () => {
		await runLimited(20, { concurrency: 5 }, BUCKET);
		await jest.advanceTimersByTimeAsync(0);
		expect(jest.getTimerCount()).toBe(0);
	});

	test('long waits are told while they last, in few lines without secrets', async () => {
		const lines: string[] = [];
		await runLimited(
			20,
			{ concurrency: 10, log: (line) => lines.push(line) },
			{ ...STORM, fault: (ms) => (ms < 100_000 ? { status: 529 } : undefined) },
		);
		expect(lines.length).toBeGreaterThanOrEqual(2);
		expect(lines.length).toBeLessThanOrEqual(8);
		for (const line of lines) {
			expect(line).toMatch(
				/^Claude Messages waits until \S+Z before it asks again \(overloaded_error\)$/,
			);
		}
	});

	test('short waits are not told', async () => {
		const lines: string[] = [];
		await runLimited(20, { concurrency: 10, log: (line) => lines.push(line) }, BUCKET);
		expect(lines).toEqual([]);
	});
});
