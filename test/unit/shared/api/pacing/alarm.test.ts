import { Alarm } from '../../../../../nodes/shared/api/pacing/alarm';

const START = Date.UTC(2026, 10, 30);
beforeEach(() => jest.useFakeTimers({ now: START, doNotFake: ['nextTick', 'queueMicrotask'] }));
afterEach(() => jest.useRealTimers());

test('an alarm that rings a moment early rings again at its time', async () => {
	const at = START + 10;
	const rung: number[] = [];
	const alarm = new Alarm(() => {
		rung.push(Date.now() - START);
		if (Date.now() < at) alarm.set(at, Date.now());
	});
	alarm.set(at, START);
	await jest.advanceTimersByTimeAsync(9);
	// Timers do not go by the clock, which may be a little behind them.
	jest.setSystemTime(START + 8);
	await jest.advanceTimersByTimeAsync(5);
	expect(rung).toEqual([9, 10]);
});

test('how late it is can be told while it rings, and before that by others', async () => {
	const late: number[] = [];
	const alarm = new Alarm(() => late.push(alarm.lateness(Date.now())));
	alarm.set(START + 10, START);
	expect(alarm.lateness(START + 10)).toBe(0);
	expect(alarm.lateness(START + 40)).toBe(30);
	await jest.advanceTimersByTimeAsync(10);
	expect(late).toEqual([0]);
	expect(alarm.lateness(START + 500)).toBe(0);
});
