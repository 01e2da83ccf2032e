import { Pacers } from '../../../../../nodes/shared/api/pacing/pacers';

beforeEach(() => jest.useFakeTimers({ now: Date.UTC(2026, 10, 23) }));
afterEach(() => jest.useRealTimers());

test('a key and a model have one pacer', () => {
	const pacers = new Pacers();
	const pacer = pacers.get('key', 'model');
	expect(pacers.get('key', 'model')).toBe(pacer);
	expect(pacers.get('other', 'model')).not.toBe(pacer);
	expect(pacers.get('key', 'other')).not.toBe(pacer);
});

test('what nobody uses any more is forgotten, without timers', () => {
	const pacers = new Pacers();
	const used = pacers.get('used', 'model');
	used.users++;
	for (let key = 0; key < 10_000; key++) pacers.get(`key ${key}`, 'model');
	jest.setSystemTime(Date.now() + 301_000);
	pacers.get('another', 'model');
	expect(pacers.size).toBe(2);
	expect(pacers.get('used', 'model')).toBe(used);
	expect(jest.getTimerCount()).toBe(0);
});
