import { doneOnce } from '../../../../../nodes/shared/api/endpoints/doneOnce';
import * as clock from '../../../../../nodes/shared/api/pacing/clock';
import { mayBeDone } from '../../../../../nodes/shared/api/pacing/patience';
import { startRun } from '../../../../../nodes/shared/api/pacing/startRun';
import { Failure } from '../../../../../nodes/shared/errors/failure';

jest.mock('../../../../../nodes/shared/api/pacing/clock', () => ({
	...jest.requireActual<typeof clock>('../../../../../nodes/shared/api/pacing/clock'),
	wait: async () => undefined,
}));

const failure = (status: number | null, type = 'api_error', retry: object | undefined = {}) =>
	new Failure({ message: 'No', description: 'Try later.', type, status, retry });

/** Sends until one of the attempts succeeds, and finds so many each time. */
async function outcome(attempts: Array<Failure | 'done'>, found: string[][] = []) {
	let sent = 0;
	let looks = 0;
	const result: unknown = await doneOnce(
		{
			async send() {
				const attempt = attempts[sent++];
				if (attempt instanceof Failure) throw attempt;
				return 'done';
			},
			async find() {
				const list = found[looks++];
				if (list === undefined) throw failure(500);
				return list;
			},
			unknown: 'Look for it.',
		},
		startRun({ concurrency: 1 }),
	).catch((error: unknown) => error);
	return { result, sent, looks };
}

test.each([
	['a broken connection', failure(null), true],
	['a timeout of the server', failure(408), true],
	['a fault of the server', failure(500), true],
	["a gateway's timeout", failure(504), true],
	['a success that breaks off', failure(200), true],
	['a rate limit', failure(429), false],
	['an overload', failure(529), false],
	['a refusal', failure(400, 'invalid_request_error', undefined), false],
	['Stop', failure(null, 'canceled'), false],
])('whether it may be done after %s', (_, given, expected) => {
	expect(mayBeDone(given)).toBe(expected);
});

test('what is found is taken, and not sent again', async () => {
	expect(await outcome([failure(null)], [['found']])).toEqual({
		result: 'found',
		sent: 1,
		looks: 1,
	});
});

test('what is not there is sent again', async () => {
	expect(await outcome([failure(502), failure(null), 'done'], [[], []])).toEqual({
		result: 'done',
		sent: 3,
		looks: 2,
	});
});

test('it is sent three times at most', async () => {
	const lost = failure(null);
	const { result, sent } = await outcome([lost, lost, lost, 'done'], [[], [], []]);
	expect(result).toMatchObject({ description: 'Look for it. Try later.', retry: undefined });
	expect(sent).toBe(3);
});

test.each([
	['several are found', [['one', 'two']]],
	['it cannot be looked for', []],
])('where %s nothing is sent again, and what to do is told', async (_, found) => {
	const { result, sent } = await outcome([failure(null), 'done'], found);
	expect(result).toMatchObject({ message: 'No', description: 'Look for it. Try later.' });
	expect(sent).toBe(1);
});

test('a refusal is final', async () => {
	const refusal = failure(400, 'invalid_request_error', undefined);
	expect(await outcome([refusal, 'done'])).toEqual({ result: refusal, sent: 1, looks: 0 });
});
