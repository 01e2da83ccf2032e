import {
	doneOnce,
	type Found,
	type Once,
	Unsure,
} from '../../../../../nodes/shared/api/endpoints/doneOnce';
import { lookPause } from '../../../../../nodes/shared/api/endpoints/lookPause';
import * as clock from '../../../../../nodes/shared/api/pacing/clock';
import { mayBeDone } from '../../../../../nodes/shared/api/pacing/patience';
import { startRun } from '../../../../../nodes/shared/api/pacing/startRun';
import { Failure } from '../../../../../nodes/shared/errors/failure';
import { connectionTo } from '../talking';

jest.mock('../../../../../nodes/shared/api/pacing/clock', () => ({
	...jest.requireActual<typeof clock>('../../../../../nodes/shared/api/pacing/clock'),
	wait: jest.fn(),
}));

let waited = 0;
beforeEach(() => {
	waited = 0;
	jest.mocked(clock.wait).mockImplementation(async (ms, signal) => {
		if (signal?.aborted) throw clock.canceled();
		waited += ms;
	});
});

const failure = (status: number | null) =>
	new Failure({
		message: 'No',
		description: 'Try later.',
		type: 'api_error',
		status,
		retry: {},
	});

/** One that is not worth another attempt. */
const final = (status: number | null, type = 'api_error') =>
	failure(status).with({ type, retry: undefined });

type Look = Found<string> | Failure;

interface Course {
	attempts: Array<Failure | 'done'>;
	/** The last one goes on for ever. */
	looks?: Look[];
	once?: Partial<Once<string>>;
	before?: Unsure;
	signal?: AbortSignal;
}

/** Sends until one of the attempts succeeds, and finds so much each time. */
async function outcome({ attempts, looks: found = [], once, before, signal }: Course) {
	let sent = 0;
	let looks = 0;
	const course: Once<string> = {
		async send(way) {
			const attempt = attempts[sent++];
			if (attempt instanceof Failure && attempt.type === 'canceled') {
				await way.request({ method: 'POST', path: '/', apiVersion: '', timeout: 1 });
			}
			if (attempt instanceof Failure) throw attempt;
			return 'done';
		},
		async find() {
			const look = found[Math.min(looks++, found.length - 1)] ?? failure(500);
			if (look instanceof Failure) throw look;
			return look;
		},
		pause: (number) => lookPause(number),
		unknown: 'Look for it.',
		...once,
	};
	const connection = connectionTo(() => {
		throw final(null, 'canceled');
	});
	const run = startRun({ concurrency: 1, signal });
	const result: unknown = await doneOnce(course, connection, run, before).catch(
		(error: unknown) => error,
	);
	return { result, sent, looks };
}

const unsure = { failure: { message: 'No', description: 'Look for it. Try later.' } };

test.each([
	['a broken connection', failure(null), true],
	['a timeout of the server', failure(408), true],
	['a fault of the server', failure(500), true],
	['a fault that the server wants nobody to repeat', final(500), true],
	["a gateway's timeout", failure(504), true],
	['a success that breaks off', failure(200), true],
	['a connection that never came about', failure(null).with({ errorCode: 'ECONNREFUSED' }), false],
	['a page instead of an answer', final(200, 'invalid_response'), false],
	['a rate limit', failure(429), false],
	['an overload', failure(529), false],
	['a refusal', final(400), false],
	['Stop', final(null, 'canceled'), false],
])('whether it may be done after %s', (_, given, expected) => {
	expect(mayBeDone(given)).toBe(expected);
});

test('what is found is taken, and not sent again', async () => {
	expect(await outcome({ attempts: [failure(null)], looks: [{ value: 'found' }] })).toEqual({
		result: { value: 'found', isFound: true },
		sent: 1,
		looks: 1,
	});
});

test('what a gateway was too impatient for is found half a minute later', async () => {
	const looks: Look[] = [
		'nothing',
		'nothing',
		failure(500),
		'nothing',
		'nothing',
		{ value: 'late' },
	];
	const { result, sent } = await outcome({ attempts: [failure(504), 'done'], looks });
	expect(result).toEqual({ value: 'late', isFound: true });
	expect([sent, waited]).toEqual([1, 30_000]);
});

test('what is not there after a minute is sent again', async () => {
	expect(await outcome({ attempts: [failure(502), 'done'], looks: ['nothing'] })).toEqual({
		result: { value: 'done', isFound: false },
		sent: 2,
		looks: 7,
	});
	expect(waited).toBeGreaterThanOrEqual(60_000);
	expect(waited).toBeLessThan(62_000);
});

test('it is sent three times at most', async () => {
	const lost = failure(null);
	const attempts: Course['attempts'] = [lost, lost, lost, 'done'];
	const { result, sent } = await outcome({ attempts, looks: ['nothing'] });
	expect(result).toMatchObject(unsure);
	expect(sent).toBe(3);
});

test('what is refused later was not done', async () => {
	const refusal = final(400);
	const { result } = await outcome({ attempts: [failure(502), refusal], looks: ['nothing'] });
	expect(result).toBe(refusal);
});

test.each<[string, Look[]]>([
	['there is doubt', ['doubt']],
	['it cannot be looked for', [failure(500)]],
])('where %s nothing is sent again, and what to do is told', async (_, looks) => {
	const { result, sent } = await outcome({ attempts: [failure(null), 'done'], looks });
	expect(result).toBeInstanceOf(Unsure);
	expect(result).toMatchObject(unsure);
	expect(sent).toBe(1);
});

test('where nobody may look, nobody waits for a minute', async () => {
	const forbidden = final(403);
	const { result, looks } = await outcome({ attempts: [failure(null)], looks: [forbidden] });
	expect(result).toMatchObject(unsure);
	expect([looks, waited]).toEqual([1, 0]);
});

test('what may be there too often is sent again in doubt', async () => {
	const once = { prefersMore: true };
	const attempts: Course['attempts'] = [failure(null), 'done'];
	expect(await outcome({ attempts, looks: ['doubt'], once })).toMatchObject({
		result: { value: 'done' },
		sent: 2,
	});
});

test('a refusal is final', async () => {
	const refusal = final(400);
	const attempts: Course['attempts'] = [refusal, 'done'];
	expect(await outcome({ attempts })).toEqual({ result: refusal, sent: 1, looks: 0 });
});

describe('after an earlier try in doubt', () => {
	const before = new Unsure(failure(502), {});

	test('nothing is sent before it was looked for', async () => {
		const looks: Look[] = [{ value: 'found' }];
		expect(await outcome({ attempts: ['done'], looks, before })).toMatchObject({
			result: { value: 'found', isFound: true },
			sent: 0,
		});
	});

	test('nothing is sent where the doubt stays', async () => {
		const { result, sent } = await outcome({ attempts: ['done'], looks: ['doubt'], before });
		expect([result, sent]).toEqual([before, 0]);
	});

	test('it is sent where it is not there', async () => {
		const { result } = await outcome({ attempts: ['done'], looks: ['nothing'], before });
		expect(result).toEqual({ value: 'done', isFound: false });
	});
});

describe('Stop', () => {
	const stop = final(null, 'canceled');

	test('while it is sent leaves doubt, which is told instead of the advice to run it again', async () => {
		const { result, looks } = await outcome({ attempts: [stop] });
		expect(result).toMatchObject({ failure: { type: 'canceled', description: 'Look for it.' } });
		expect(looks).toBe(0);
	});

	test('while it is looked for ends the looking', async () => {
		const stopping = new AbortController();
		const once = {
			find: async () => {
				stopping.abort();
				return 'nothing' as const;
			},
		};
		const { signal } = stopping;
		const { result, sent } = await outcome({ attempts: [failure(502), 'done'], once, signal });
		expect(result).toMatchObject({ failure: { type: 'canceled', description: 'Look for it.' } });
		expect(sent).toBe(1);
	});
});
