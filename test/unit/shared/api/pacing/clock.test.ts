import * as workflow from 'n8n-workflow';
import { canceled, wait } from '../../../../../nodes/shared/api/pacing/clock';
import { Failure } from '../../../../../nodes/shared/errors/failure';

beforeEach(() => jest.useFakeTimers());
afterEach(() => {
	jest.restoreAllMocks();
	jest.useRealTimers();
});

const { sleep: realSleep } = workflow;

/** The sleep of n8n 1.x: it takes no signal. */
const deafSleep = async (ms: number) => await realSleep(ms);

const HOUR = 3_600_000;

describe.each([
	['today', undefined],
	['n8n 1.x, which does not know signals', deafSleep],
])('with the sleep of %s', (_, sleep) => {
	beforeEach(() => {
		if (sleep !== undefined) jest.spyOn(workflow, 'sleep').mockImplementation(sleep);
	});

	test.each([
		['without a signal', () => undefined],
		['with a signal', () => new AbortController().signal],
	])('a wait takes as long as it is asked for, %s', async (__, signal) => {
		const done = jest.fn();
		void wait(HOUR, signal()).then(done);
		await jest.advanceTimersByTimeAsync(HOUR - 1);
		expect(done).not.toHaveBeenCalled();
		await jest.advanceTimersByTimeAsync(1);
		expect(done).toHaveBeenCalledTimes(1);
	});

	test('Stop cuts it off at once', async () => {
		const stop = new AbortController();
		const waiting = wait(HOUR, stop.signal);
		await jest.advanceTimersByTimeAsync(1000);
		stop.abort();
		await expect(waiting).rejects.toBeInstanceOf(Failure);
		await expect(waiting).rejects.toMatchObject({ type: 'canceled', retry: undefined });
	});

	test('after Stop no wait begins', async () => {
		await expect(wait(HOUR, AbortSignal.abort())).rejects.toMatchObject({ type: 'canceled' });
		expect(jest.getTimerCount()).toBe(0);
	});

	test('Stop after it has ended changes nothing', async () => {
		const stop = new AbortController();
		const waiting = wait(10, stop.signal);
		await jest.advanceTimersByTimeAsync(10);
		stop.abort();
		await expect(waiting).resolves.toBeUndefined();
	});

	test('thousands of waits leave nothing at the signal', async () => {
		const { signal } = new AbortController();
		const added = jest.spyOn(signal, 'addEventListener');
		const removed = jest.spyOn(signal, 'removeEventListener');
		for (let times = 0; times < 1000; times++) {
			const waiting = wait(1, signal);
			await jest.advanceTimersByTimeAsync(1);
			await waiting;
		}
		const own = added.mock.calls.filter(([, listener]) => typeof listener === 'function');
		const gone = removed.mock.calls.map(([, listener]) => listener);
		for (const [, listener] of own) expect(gone).toContain(listener);
	});
});

test('every wait that is cut off says the same', () => {
	expect(canceled()).toMatchObject({
		message: 'The execution was stopped before the answer came',
		type: 'canceled',
		status: null,
	});
});
