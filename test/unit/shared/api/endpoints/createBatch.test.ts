import { createBatch } from '../../../../../nodes/shared/api/endpoints/createBatch';
import { DEFAULT_SETTINGS } from '../../../../../nodes/shared/api/endpoints/callApi';
import * as clock from '../../../../../nodes/shared/api/pacing/clock';
import { startRun } from '../../../../../nodes/shared/api/pacing/startRun';
import { connectionTo, type Reply } from '../talking';

jest.mock('../../../../../nodes/shared/api/pacing/clock', () => ({
	...jest.requireActual<typeof clock>('../../../../../nodes/shared/api/pacing/clock'),
	wait: jest.fn(),
}));

/** By the clock of this machine; that of the server may be another one. */
let now = 1_900_000_000_000;
beforeEach(() => {
	now += 10 * 3_600_000;
	jest.spyOn(Date, 'now').mockImplementation(() => now);
	jest.mocked(clock.wait).mockImplementation(async (ms) => {
		now += ms;
	});
});
afterEach(() => jest.restoreAllMocks());

const PATH = '/v1/messages/batches';
const IDS = ['0-mine', '1-mine'];

/** What the server has, at seconds after the first attempt by its own clock. */
interface There {
	id: string;
	at: number;
	count?: number;
	/** Its requests, where it has ended. */
	ended?: readonly string[];
	/** What a gateway makes of it. */
	odd?: Record<string, unknown>;
}

interface Server {
	/** In the order of the list: the newest first. */
	there: There[];
	/** Milliseconds by which its clock is ahead; undefined where it does not tell. */
	ahead?: number;
	/** Milliseconds by which what stands in front of it is ahead of its clock. @default 0 */
	gatewayAhead?: number;
	/** Where it is. */
	identity?: string;
	/** What becomes of an attempt; the last one goes on for ever. */
	posts: Reply[];
}

const GATEWAY: Reply = { status: 504, body: 'upstream timed out' };
const created = (id: string): Reply => ({ body: { id, processing_status: 'in_progress' } });

/** Creates a batch of two requests, whose attempts take a second each. */
async function creation(
	{ there, ahead = 0, gatewayAhead = 0, identity, posts }: Server,
	tellsTime = true,
) {
	const began = now;
	let sent = 0;
	const listed = ({ id, at, count = 2, ended, odd }: There) => ({
		id,
		processing_status: ended === undefined ? 'in_progress' : 'ended',
		request_counts: ended === undefined ? { processing: count } : { succeeded: count },
		created_at: new Date(began + ahead + at * 1000).toISOString(),
		...odd,
	});
	const connection = connectionTo(({ method, path }) => {
		const date = new Date(now + ahead + gatewayAhead).toUTCString();
		if (method === 'POST') {
			now += 1000;
			return posts[Math.min(sent++, posts.length - 1)] ?? GATEWAY;
		}
		const asked = there.find(({ id }) => path === `${PATH}/${id}/results`);
		if (asked !== undefined) {
			const line = (custom_id: string) =>
				JSON.stringify({ custom_id, result: { type: 'expired' } });
			return { body: asked.ended?.map(line).join('\n') ?? '' };
		}
		return { headers: tellsTime ? { date } : {}, body: { data: there.map(listed) } };
	}, identity);
	const wanted = { body: { parts: ['{}'], byteLength: 2 }, customIds: IDS };
	const run = startRun({ concurrency: 1 });
	const outcome = await createBatch(connection, wanted, DEFAULT_SETTINGS, run);
	return {
		id: 'value' in outcome ? outcome.value.id : undefined,
		told: 'how' in outcome ? outcome.how.failure.description : undefined,
		sent,
		outcome,
	};
}

const other = (_: unknown, index: number) => ({ id: `e${index}`, at: 50, count: 1 });

const unsure = expect.stringMatching(/^It is not known whether the batch was created/);

describe('of the batches that run', () => {
	test.each([0, 300_000, -300_000])(
		'the only one since the attempt is taken, by the clock of a server that is %p ms ahead',
		async (ahead) => {
			const there = [
				{ id: 'msgbatch_other_size', at: 0.6, count: 3 },
				{ id: `msgbatch_mine_${ahead}`, at: 0.5 },
			];
			expect(await creation({ there, ahead, posts: [GATEWAY] })).toMatchObject({
				id: `msgbatch_mine_${ahead}`,
				sent: 1,
			});
		},
	);

	test.each([0, 300_000, -300_000])(
		'one that is half a minute older is never taken (server %p ms ahead)',
		async (ahead) => {
			const there = [{ id: 'msgbatch_older', at: -30 }];
			const posts = [GATEWAY, created(`msgbatch_new_${ahead}`)];
			expect(await creation({ there, ahead, posts })).toMatchObject({
				id: `msgbatch_new_${ahead}`,
				sent: 2,
			});
		},
	);

	test.each<[string, There[], boolean]>([
		[
			'two have come since',
			[
				{ id: 'a', at: 0.5 },
				{ id: 'b', at: 0.4 },
			],
			true,
		],
		['the clocks of the servers may not agree', [{ id: 'c', at: -1.5 }], true],
		['the server tells no time', [{ id: 'd', at: 0.5 }], false],
		['too many have come to see them all', Array.from({ length: 100 }, other), true],
		[
			'one is like it, and too many have come to see them all',
			[{ id: 'f', at: 51 }, ...Array.from({ length: 99 }, other)],
			true,
		],
	])('where %s none is taken, and nothing is sent again', async (_, there, tellsTime) => {
		expect(await creation({ there, posts: [GATEWAY] }, tellsTime)).toMatchObject({
			id: undefined,
			told: unsure,
			sent: 1,
		});
	});
});

describe('where the list is not as the API has it', () => {
	test.each<[string, Record<string, unknown>]>([
		['has no counts', { request_counts: null }],
		['has counts as texts', { request_counts: { processing: '2' } }],
		['has no time', { created_at: undefined }],
		['has a time in seconds', { created_at: 1_764_000_000 }],
	])('a running batch that %s may be the lost one, and nothing is sent again', async (_, odd) => {
		const there = [{ id: 'msgbatch_odd', at: 0.5, odd }];
		expect(await creation({ there, posts: [GATEWAY] })).toMatchObject({ told: unsure, sent: 1 });
	});

	test('a batch whose counts have a total besides is found', async () => {
		const odd = { request_counts: { processing: 2, total: 2 } };
		const there = [{ id: 'msgbatch_total', at: 0.5, odd }];
		expect(await creation({ there, posts: [GATEWAY] })).toMatchObject({ id: 'msgbatch_total' });
	});

	test('an entry that cannot be read may be the lost one', async () => {
		const there = [{ id: 'msgbatch_nameless', at: 0.5, odd: { id: null } }];
		expect(await creation({ there, posts: [GATEWAY] })).toMatchObject({ told: unsure, sent: 1 });
	});

	test.each([3000, 5000, 12_000])(
		'a gateway whose clock is %p ms ahead does not hide it',
		async (gatewayAhead) => {
			const there = [{ id: 'msgbatch_hidden', at: 0.5 }];
			const outcome = await creation({ there, gatewayAhead, posts: [GATEWAY] });
			expect(outcome).toMatchObject({ told: unsure, sent: 1 });
		},
	);

	test('one with these requests that has ended is found whatever else is odd', async () => {
		const odd = { request_counts: null, created_at: null };
		const there = [{ id: 'msgbatch_ended', at: 0.5, ended: IDS, odd }];
		expect(await creation({ there, posts: [GATEWAY] })).toMatchObject({ id: 'msgbatch_ended' });
	});
});

describe('an answer that does not say what was done', () => {
	const page = { headers: { 'content-type': 'text/html' }, body: '<title>Log in</title>' };

	test.each<[string, Reply]>([
		['is empty', { body: '' }],
		['has no content', { status: 204, body: '' }],
		['has no ID', { body: {} }],
		['has null for an ID', { body: { id: null } }],
		['has an empty ID', { body: { id: '' } }],
		['has the batch in another place', { body: { data: { id: 'msgbatch_within' } } }],
		['is an error with an ID', { body: { id: 'gen-1', type: 'error', error: {} } }],
	])('and %s: the batch is looked for', async (name, odd) => {
		const there = [{ id: `msgbatch ${name}`, at: 0.5 }];
		expect(await creation({ there, posts: [odd] })).toMatchObject({
			id: `msgbatch ${name}`,
			sent: 1,
		});
	});

	test('a page of a login is an answer of nobody who was asked', async () => {
		await expect(creation({ there: [], posts: [page] })).rejects.toMatchObject({
			type: 'invalid_response',
		});
	});
});

describe('of the batches that have ended', () => {
	test('the one with these requests is taken, whoever else was at work', async () => {
		const there = [
			{ id: 'msgbatch_stranger', at: 0.8, ended: ['0-other', '1-other'] },
			{ id: 'msgbatch_ours', at: 0.5, ended: [...IDS].reverse() },
			{ id: 'msgbatch_running', at: 0.4 },
		];
		expect(await creation({ there, posts: [GATEWAY] })).toMatchObject({ id: 'msgbatch_ours' });
	});

	test('one with other requests is not taken, and the batch is created', async () => {
		const there = [{ id: 'msgbatch_x', at: 0.5, ended: ['0-mine', '1-other'] }];
		const posts = [GATEWAY, created('msgbatch_y')];
		expect(await creation({ there, posts })).toMatchObject({ id: 'msgbatch_y', sent: 2 });
	});
});

describe('two workflows in one process', () => {
	test('that lose their answers at the same time never share a batch', async () => {
		const there = [{ id: 'msgbatch_of_one', at: 0.5 }];
		const both = await Promise.all([
			creation({ there, posts: [GATEWAY] }),
			creation({ there, posts: [GATEWAY] }),
		]);
		expect(both).toMatchObject([
			{ id: undefined, told: unsure },
			{ id: undefined, told: unsure },
		]);
		// Nor does one that comes while the others may still bring about something.
		now -= 61_000;
		expect(await creation({ there, posts: [GATEWAY] })).toMatchObject({ told: unsure });
	});

	test('and one has lost its answer at another server, the other finds its batch', async () => {
		const there = [{ id: 'msgbatch_here', at: 0.5 }];
		const nowhere = [
			{ id: 'a', at: 0.5 },
			{ id: 'b', at: 0.4 },
		];
		const identity = 'another server';
		expect(await creation({ there: nowhere, posts: [GATEWAY], identity })).toMatchObject({
			told: unsure,
		});
		expect(await creation({ there, posts: [GATEWAY] })).toMatchObject({ id: 'msgbatch_here' });
	});

	test('and one has its answer, the other does not take its batch', async () => {
		const posts = [created('msgbatch_answered')];
		await creation({ there: [], posts });
		const there = [{ id: 'msgbatch_answered', at: 0.5 }];
		const next = [GATEWAY, created('msgbatch_second')];
		expect(await creation({ there, posts: next })).toMatchObject({ id: 'msgbatch_second' });
	});
});
