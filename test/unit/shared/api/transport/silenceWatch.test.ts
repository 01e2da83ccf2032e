import { SilenceWatch } from '../../../../../nodes/shared/api/transport/silenceWatch';

describe('a watch', () => {
	let now = 10 ** 13;
	let alarms: Array<{ at: number; controller: AbortController }> = [];
	/** Lets time pass, and alarms ring when it has come to them. */
	const pass = (ms: number) => {
		for (const end = now + ms; now < end; now++) {
			const due = alarms.filter(({ at }) => at <= now);
			alarms = alarms.filter(({ at }) => at > now);
			for (const { controller } of due) controller.abort();
		}
	};

	beforeEach(() => {
		jest.spyOn(Date, 'now').mockImplementation(() => now);
		jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
			const controller = new AbortController();
			alarms.push({ at: now + ms, controller });
			return controller.signal;
		});
	});
	afterEach(() => jest.restoreAllMocks());

	test('tells of silence once, when its time has passed, whatever others wait for', () => {
		const told: string[] = [];
		const long = new SilenceWatch(60_000, () => told.push('long'));
		const short = new SilenceWatch(20, () => told.push('short'));
		const heard = new SilenceWatch(60, () => told.push('heard'));
		const stopped = new SilenceWatch(20, () => told.push('stopped'));
		stopped.stop();
		pass(45);
		heard.heard();
		pass(45);
		expect(told).toEqual(['short']);
		expect([short.isSilent, heard.isSilent]).toEqual([true, false]);
		pass(60);
		expect(told).toEqual(['short', 'heard']);
		pass(60_000);
		expect(told).toEqual(['short', 'heard', 'long']);
		expect(long.isSilent).toBe(true);
	});

	test('has no alarm of its own', () => {
		for (let index = 0; index < 1000; index++) {
			const watch = new SilenceWatch(60_000, () => undefined);
			pass(1);
			watch.stop();
		}
		expect(alarms).toHaveLength(1);
	});
});
