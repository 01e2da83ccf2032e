import { sleep } from 'n8n-workflow';
import { Lanes } from '../../../../../nodes/shared/api/pacing/lanes';

beforeEach(() =>
	jest.useFakeTimers({ now: Date.UTC(2026, 10, 23), doNotFake: ['nextTick', 'queueMicrotask'] }),
);
afterEach(() => jest.useRealTimers());

const pass = async (ms: number) => await jest.advanceTimersByTimeAsync(ms);
/** Long enough for every lane to open, far shorter than any wait. */
const moment = async () => await pass(100);
const always = () => true;

/** Work whose every step is in the test's hand. */
class Work {
	readonly begun: number[] = [];
	readonly ends = new Map<number, () => void>();
	most = 0;

	readonly run = async (index: number): Promise<string> => {
		this.begun.push(index);
		const ended = new Promise<void>((resolve) => this.ends.set(index, resolve));
		this.most = Math.max(this.most, this.ends.size);
		await ended;
		return `answer ${index}`;
	};

	get active(): number {
		return this.ends.size;
	}

	/** Ends one piece of work, or the oldest. */
	async end(index = [...this.ends.keys()][0]): Promise<void> {
		if (index === undefined) return;
		const end = this.ends.get(index);
		this.ends.delete(index);
		end?.();
		await moment();
	}

	async endAll(): Promise<void> {
		while (this.active > 0) await this.end();
	}
}

const answers = (count: number) => Array.from({ length: count }, (_, index) => `answer ${index}`);

describe('results', () => {
	test('come in the order of the items, however the work ends', async () => {
		const work = new Work();
		const results = new Lanes(3, undefined, true).run(5, work.run, always);
		await moment();
		for (const index of [2, 1, 3, 4, 0]) await work.end(index);
		expect(await results).toEqual(answers(5));
	});

	test('of nothing are none', async () => {
		expect(await new Lanes(3, undefined, true).run(0, async () => 1, always)).toEqual([]);
	});

	test('fail when the work does', async () => {
		const failing = async () => await Promise.reject(new Error('no'));
		const results = new Lanes(1, undefined, true).run(1, failing, always);
		await expect(results).rejects.toThrow('no');
	});

	test('come for ten thousand items at once', async () => {
		const results = new Lanes(10, undefined, true).run(10_000, async (index) => index, always);
		await pass(60_000);
		expect(await results).toEqual(Array.from({ length: 10_000 }, (_, index) => index));
	});
});

describe('as many lanes are open', () => {
	test.each([
		[1, 5],
		[3, 7],
		[10, 4],
		[50, 120],
	])('as asked for and never more: %d lanes, %d items', async (most, count) => {
		const work = new Work();
		const results = new Lanes(most, undefined, true).run(count, work.run, always);
		await pass(1000);
		expect(work.active).toBe(Math.min(most, count));
		await work.endAll();
		expect(work.most).toBe(Math.min(most, count));
		expect(await results).toEqual(answers(count));
	});

	test('all the time, when work takes as long as it likes', async () => {
		let active = 0;
		let most = 0;
		const work = async (index: number) => {
			most = Math.max(most, ++active);
			await sleep((index * 37) % 100);
			active--;
		};
		const results = new Lanes(7, undefined, true).run(500, work, always);
		await pass(60_000);
		await results;
		expect(most).toBe(7);
	});
});

describe('a refusal', () => {
	test('closes the gate for every lane until its time is over', async () => {
		const lanes = new Lanes(4, undefined, true);
		const start = await lanes.start();
		await pass(10);
		lanes.refused(start, 5000);
		let started = 0;
		for (let lane = 0; lane < 4; lane++) void lanes.start().then(() => started++);
		await pass(4990);
		expect(started).toBe(0);
		await pass(20);
		expect(started).toBe(4);
	});

	test('that asks for more time closes it for longer, and one for less does not open it', async () => {
		const lanes = new Lanes(4, undefined, true);
		const start = await lanes.start();
		await pass(10);
		lanes.refused(start, 1000);
		let started = false;
		void lanes.start().then(() => (started = true));
		await pass(500);
		lanes.refused(start, 5000);
		lanes.refused(start, 100);
		await pass(4990);
		expect(started).toBe(false);
		await pass(20);
		expect(started).toBe(true);
	});

	/** Fills all lanes, has them refused, and counts how many are left. */
	async function widthAfter(most: number, refuse: (lanes: Lanes, starts: Starts) => Promise<void>) {
		const lanes = new Lanes(most, undefined, true);
		const starts: Starts = [];
		for (let lane = 0; lane < most; lane++) starts.push(await lanes.start());
		await pass(10);
		await refuse(lanes, starts);
		const work = new Work();
		void lanes.run(1000, work.run, always);
		await pass(1000);
		return { lanes, work, width: work.active };
	}
	type Starts = Array<Awaited<ReturnType<Lanes['start']>>>;

	test.each([
		[8, 4],
		[5, 2],
		[2, 1],
		[1, 1],
	])('of all %d lanes together halves them once, to %d', async (most, left) => {
		const { width } = await widthAfter(most, async (lanes, starts) => {
			for (const start of starts) {
				lanes.refused(start, 100);
				await pass(5);
			}
		});
		expect(width).toBe(left);
	});

	test('of what started after the last one halves them again, down to one', async () => {
		const { width } = await widthAfter(8, async (lanes, starts) => {
			for (const start of starts) lanes.refused(start, 10);
			for (let storm = 0; storm < 5; storm++) {
				await pass(20);
				const start = await lanes.start();
				await pass(5);
				lanes.refused(start, 10);
			}
		});
		expect(width).toBe(1);
	});

	test('is forgotten one lane at a time, with every success', async () => {
		const { lanes, work, width } = await widthAfter(6, async (lanes, [start]) => {
			if (start !== undefined) lanes.refused(start, 10);
		});
		expect(width).toBe(3);
		for (const lanesOpen of [4, 5, 6, 6, 6]) {
			lanes.succeeded({});
			await work.end();
			expect(work.active).toBe(lanesOpen);
		}
	});
});

describe('the primer', () => {
	test('goes alone until its answer begins', async () => {
		const lanes = new Lanes(4, undefined, false);
		const work = new Work();
		const results = lanes.run(6, work.run, always);
		await pass(60_000);
		expect(work.begun).toEqual([0]);
		lanes.begun();
		await moment();
		expect(work.begun).toEqual([0, 1, 2, 3]);
		await work.endAll();
		expect(await results).toEqual(answers(6));
	});

	test('is replaced by the next item when it fails before', async () => {
		const lanes = new Lanes(4, undefined, false);
		const work = new Work();
		void lanes.run(6, work.run, always);
		await moment();
		await work.end();
		await work.end();
		expect(work.begun).toEqual([0, 1, 2]);
		expect(work.active).toBe(1);
		lanes.begun();
		await moment();
		expect(work.active).toBe(4);
	});

	test('has done its part once its answer is there', async () => {
		const lanes = new Lanes(4, undefined, false);
		const work = new Work();
		void lanes.run(6, work.run, always);
		await moment();
		lanes.succeeded({});
		await work.end();
		expect(work.active).toBe(4);
	});
});

describe('stop', () => {
	test('starts nothing new, and waits for what is in flight', async () => {
		let goesOn = true;
		const work = new Work();
		const done = jest.fn();
		const results = new Lanes(2, undefined, true).run(6, work.run, () => goesOn);
		void results.then(done);
		await moment();
		goesOn = false;
		await work.end(0);
		expect(done).not.toHaveBeenCalled();
		await work.end(1);
		expect(work.begun).toEqual([0, 1]);
		expect(await results).toEqual([
			...['answer 0', 'answer 1'],
			...[undefined, undefined, undefined, undefined],
		]);
	});

	test('before the first item gives no results', async () => {
		const results = new Lanes(2, undefined, true).run(
			2,
			async () => 1,
			() => false,
		);
		expect(await results).toEqual([undefined, undefined]);
	});

	test('while lanes are still opening is not lost', async () => {
		let goesOn = true;
		const ends: Array<() => void> = [];
		const work = async () => await new Promise<void>((resolve) => ends.push(resolve));
		const results = new Lanes(5, undefined, true).run(5, work, () => goesOn);
		goesOn = false;
		for (const end of ends) end();
		await pass(1000);
		expect(await results).toHaveLength(5);
		expect(ends).toHaveLength(1);
	});

	test.each([
		[
			'the gate',
			(lanes: Lanes, start: Awaited<ReturnType<Lanes['start']>>) => lanes.refused(start, 60_000),
		],
		[
			'a limit',
			(lanes: Lanes, start: Awaited<ReturnType<Lanes['start']>>) =>
				lanes.heed(start, {
					'anthropic-ratelimit-requests-limit': '5',
					'anthropic-ratelimit-requests-remaining': '0',
					'anthropic-ratelimit-requests-reset': new Date(Date.now() + 60_000).toISOString(),
				}),
		],
	])('ends every wait for %s at once', async (_, close) => {
		const stop = new AbortController();
		const lanes = new Lanes(3, stop.signal, true);
		close(lanes, await lanes.start());
		const waiting = Promise.allSettled([lanes.start(), lanes.start(), lanes.start()]);
		await pass(1000);
		stop.abort();
		const outcomes = await waiting;
		for (const outcome of outcomes) {
			expect(outcome).toMatchObject({ status: 'rejected', reason: { type: 'canceled' } });
		}
	});
});

test('the limits of the last answer are kept, for the hints', async () => {
	const lanes = new Lanes(1, undefined, true);
	const limits = (remaining: string) => ({
		'anthropic-ratelimit-requests-limit': '50',
		'anthropic-ratelimit-requests-remaining': remaining,
		'anthropic-ratelimit-requests-reset': new Date().toISOString(),
	});
	lanes.heed(await lanes.start(), limits('40'));
	lanes.heed(await lanes.start(), limits('39'));
	lanes.heed(await lanes.start(), {});
	expect(lanes.limits).toMatchObject([{ kind: 'requests', limit: 50, remaining: 39 }]);
});
