import { sleep } from 'n8n-workflow';
import type { Start } from '../../../../../nodes/shared/api/pacing/epoch';
import { Lanes } from '../../../../../nodes/shared/api/pacing/lanes';
import { Pacer } from '../../../../../nodes/shared/api/pacing/pacer';
import { Turns } from '../../../../../nodes/shared/api/pacing/turns';
import { Failure } from '../../../../../nodes/shared/errors/failure';

beforeEach(() =>
	jest.useFakeTimers({ now: Date.UTC(2026, 10, 23), doNotFake: ['nextTick', 'queueMicrotask'] }),
);
afterEach(() => jest.useRealTimers());

const pass = async (ms: number) => await jest.advanceTimersByTimeAsync(ms);
/** Long enough for every lane to open, far shorter than any wait. */
const moment = async () => await pass(100);
const always = () => true;

const TURN = { bytes: 100, since: undefined, giveUp: undefined };

function refuse(pacer: Pacer, start: Start, afterMs: number): void {
	const failure = new Failure({
		message: 'No',
		description: '',
		type: 'rate_limit_error',
		status: 429,
		retry: { afterMs },
	});
	pacer.refused(start, { failure, limits: [], retries: 0 });
	pacer.ended(start);
}

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
		lanes.begun();
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
			'answer 0',
			'answer 1',
			undefined,
			undefined,
			undefined,
			undefined,
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

	test('ends every wait for a start at once', async () => {
		const stop = new AbortController();
		const lanes = new Lanes(3, stop.signal, true);
		const pacer = new Pacer();
		const start = await lanes.start(pacer, TURN);
		refuse(pacer, start, 60_000);
		const waiting = Promise.allSettled([1, 2, 3].map(async () => await lanes.start(pacer, TURN)));
		await pass(1000);
		expect(jest.getTimerCount()).toBe(1);
		stop.abort();
		for (const outcome of await waiting) {
			expect(outcome).toMatchObject({ status: 'rejected', reason: { type: 'canceled' } });
		}
		expect(jest.getTimerCount()).toBe(0);
	});

	test('of one run leaves the others in their places', async () => {
		const stop = new AbortController();
		const stopped = new Lanes(3, stop.signal, true);
		const other = new Lanes(3, undefined, true);
		const pacer = new Pacer();
		const start = await stopped.start(pacer, TURN);
		refuse(pacer, start, 5000);
		const canceled = stopped.start(pacer, TURN);
		const done = jest.fn();
		void other.start(pacer, TURN).then(done);
		stop.abort();
		await expect(canceled).rejects.toMatchObject({ type: 'canceled' });
		await pass(5000);
		expect(done).toHaveBeenCalledTimes(1);
	});
});

describe('without a number of lanes', () => {
	test('items get ready as their predecessors start, not all at once', async () => {
		const lanes = new Lanes(0, undefined, true);
		const pacer = new Pacer();
		let ready = 0;
		let started = 0;
		void lanes.run(
			1000,
			async () => {
				ready++;
				await lanes.start(pacer, TURN);
				started++;
				await new Promise<void>(() => undefined);
			},
			always,
		);
		await pass(1000);
		expect(started).toBe(10);
		expect(ready).toBe(20);
	});
});

test('a clock that is put back by an hour holds nobody up for an hour', async () => {
	const lanes = new Lanes(2, undefined, true);
	const pacer = new Pacer();
	refuse(pacer, await lanes.start(pacer, TURN), 5000);
	const done = jest.fn();
	void lanes.start(pacer, TURN).then(done);
	jest.setSystemTime(Date.now() - 3_600_000);
	await pass(5000);
	expect(done).toHaveBeenCalledTimes(1);
});

test('answers to what started before a refusal widen nothing', async () => {
	const lanes = new Lanes(0, undefined, true);
	const pacer = new Pacer();
	const started: Start[] = [];
	const start = async () => void started.push(await lanes.start(pacer, TURN));
	for (let number = 0; number < 10; number++) void start();
	await pass(100);
	expect(started).toHaveLength(10);
	const failure = new Failure({
		message: 'No',
		description: '',
		type: 'overloaded_error',
		status: 529,
		retry: { afterMs: 1000 },
	});
	const [refused, ...earlier] = started.splice(0).reverse();
	if (refused !== undefined) pacer.refused(refused, { failure, limits: [], retries: 0 });
	for (let number = 0; number < 30; number++) void start();
	await pass(1010);
	expect(started).toHaveLength(4);
	for (const old of earlier) {
		pacer.letIn(old, []);
		pacer.ended(old);
	}
	await pass(10);
	expect(started).toHaveLength(4);
});

test('a pacer holds on to nothing of the runs that were let go', async () => {
	const turns = new Turns<number>();
	const nobody = () => undefined;
	for (let number = 0; number < 3; number++) {
		turns.add({ turn: { ...TURN, hasMore: false }, grant: nobody, fail: nobody });
	}
	turns.takeFirst();
	turns.takeFirst();
	turns.takeFirst();
	expect(JSON.stringify(turns)).not.toContain('"turn"');
});
