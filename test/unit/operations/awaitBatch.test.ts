import { awaitBatch } from '../../../nodes/ClaudeMessages/operations/awaitBatch';
import { pollPause } from '../../../nodes/ClaudeMessages/operations/pollPause';
import { DEFAULT_SETTINGS } from '../../../nodes/shared/api/endpoints/callApi';
import * as clock from '../../../nodes/shared/api/pacing/clock';
import { startRun } from '../../../nodes/shared/api/pacing/startRun';
import { connectionTo } from '../shared/api/talking';

jest.mock('../../../nodes/shared/api/pacing/clock', () => ({
	...jest.requireActual<typeof clock>('../../../nodes/shared/api/pacing/clock'),
	wait: jest.fn(),
}));

let now = 0;
beforeEach(() => {
	now = 1_000_000_000_000;
	jest.spyOn(Date, 'now').mockImplementation(() => now);
	jest.mocked(clock.wait).mockImplementation(async (ms) => {
		now += ms;
	});
});
afterEach(() => jest.restoreAllMocks());

const batch = (processing_status: string) => ({ id: 'msgbatch_1', processing_status });
const settings = { ...DEFAULT_SETTINGS, maxRetries: 0 };

/** Waits for a batch that ends after so many seconds, and gives the seconds at which it was looked at. */
async function looks(endsAfter: number, longestWait = 86_400, broken: number[] = []) {
	const began = now;
	const at: number[] = [];
	const connection = connectionTo(() => {
		const seconds = (now - began) / 1000;
		at.push(seconds);
		if (broken.includes(at.length)) return { status: 500, body: {} };
		return { body: batch(seconds >= endsAfter ? 'ended' : 'in_progress') };
	});
	const waiting = { since: began, longestWait, settings };
	const run = startRun({ concurrency: 1 });
	const error: unknown = await awaitBatch(connection, batch('in_progress'), waiting, run).catch(
		(thrown: unknown) => thrown,
	);
	return { at, error };
}

test('pauses grow from 5 seconds to 2 minutes', () => {
	expect([0, 41_000, 100_000, 999_000, 1e9].map(pollPause)).toEqual([
		5000, 5000, 12_000, 119_880, 120_000,
	]);
});

test('an hour takes at most 80 requests, a day at most 800', async () => {
	const hour = await looks(3600);
	expect(hour.error).toBeUndefined();
	expect(hour.at.length).toBeLessThanOrEqual(80);
	const day = await looks(86_300);
	expect(day.at.length).toBeLessThanOrEqual(800);
});

test.each([4, 30, 600, 3600])(
	'the end after %p seconds is seen at most 12 %% or 5 seconds later',
	async (seconds) => {
		const { at } = await looks(seconds);
		expect((at.at(-1) ?? Infinity) - seconds).toBeLessThanOrEqual(Math.max(5, 0.12 * seconds));
	},
);

test('after the longest wait it is looked at once more, and then given up', async () => {
	const { at, error } = await looks(Infinity, 12);
	expect(at).toEqual([5, 10, 12]);
	expect(error).toMatchObject({
		type: 'batch_not_ended',
		message: "The batch has not ended within 'Longest Wait', which is 12 seconds",
	});
});

test('an API that is out of order for a while does not end the waiting', async () => {
	const { at, error } = await looks(22, 86_400, [2, 3]);
	expect(error).toBeUndefined();
	expect(at).toEqual([5, 10, 15, 20, 25]);
});
