import { type BatchServer, endedBatch, openBatch, startBatchServer } from './batchServer';
import { skipWaits } from './faults/quickWaits';
import { Engine } from './host';
import { since, type Setting, startedAt } from './triggerBed';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const DAYS = 24;

let engine: Engine;
let server: BatchServer;
beforeAll(async () => (engine = await Engine.start()));
beforeEach(async () => (server = await startBatchServer()));
afterEach(async () => {
	jest.restoreAllMocks();
	await server.close();
});

const started = (setting?: Setting) => startedAt({ engine, standIn: server }, setting);

const RESULTS = { output: 'results' };

test('results that could not be read once come with the next poll, also of a batch of yesterday', async () => {
	const n8n = started({ remembered: since(31), parameters: RESULTS });
	server.list = [endedBatch('B', -1), endedBatch('A', -30)];
	server.refused.add('A');
	expect(await n8n.poll()).toEqual(['B']);
	server.refused.clear();
	expect([await n8n.poll(), await n8n.poll()]).toEqual([['A'], []]);
});

test('no results of a batch that does not say how many it has are asked for again', async () => {
	skipWaits();
	const n8n = started({ remembered: since(31), parameters: RESULTS });
	server.list = [endedBatch('A', -1, { request_counts: null })];
	server.empty.add('A');
	expect(await n8n.poll()).toEqual([]);
	server.empty.clear();
	expect([await n8n.poll(), await n8n.poll()]).toEqual([['A'], []]);
});

test('a batch that ended within the week between two polls is not lost where its results are refused', async () => {
	server.now = Date.now() - 7 * DAY;
	const n8n = started({ parameters: RESULTS });
	server.list = [openBatch('A', -7 * DAYS - 1)];
	expect(await n8n.poll()).toEqual([]);
	server.now = Date.now();
	server.list = [endedBatch('B', -DAYS), endedBatch('A', -7 * DAYS - 1)];
	server.refused.add('A');
	expect(await n8n.poll()).toEqual(['B']);
	server.refused.clear();
	expect([await n8n.poll(), await n8n.poll()]).toEqual([['A'], []]);
});

test('results that are refused for days come when they can be read, and a poll without others says why', async () => {
	const n8n = started({ parameters: RESULTS });
	await n8n.poll();
	const start = Date.now();
	const polls: unknown[] = [];
	server.refused.add('A');
	for (const [index, id] of ['A', 'B', 'C'].entries()) {
		server.now = start + (index + 1) * 27 * HOUR;
		server.list = [endedBatch(id, index * 27), ...server.list];
		polls.push(await n8n.poll());
	}
	polls.push(await n8n.poll());
	server.refused.clear();
	polls.push(await n8n.poll(), await n8n.poll());
	expect(polls).toEqual(['Not now', ['B'], ['C'], 'Not now', ['A'], []]);
});

test('results that nobody could read for as long as they exist are given up, and an item says so', async () => {
	const n8n = started({ remembered: since(1), parameters: RESULTS });
	server.list = [endedBatch('A', 0), endedBatch('B', 0)];
	server.refused.add('A');
	expect(await n8n.poll()).toEqual(['B']);
	server.now = Date.now() + 30 * DAY;
	expect(await n8n.items()).toMatchObject([
		{
			error: {
				message: 'Not now',
				description: expect.stringContaining('29 days'),
				batch_id: 'A',
			},
		},
	]);
	expect(await n8n.poll()).toEqual([]);
});

test('results that cannot be read do not keep the workflow from being activated, and later polls say why', async () => {
	const before = started({ remembered: since(1), parameters: RESULTS });
	server.list = [endedBatch('B', 0), endedBatch('A', 0)];
	server.refused.add('A');
	expect(await before.poll()).toEqual(['B']);
	const after = started({ remembered: before.stop(), parameters: RESULTS });
	expect(await after.poll()).toEqual([]);
	await expect(after.items()).rejects.toMatchObject({
		message: 'Not now',
		description: expect.stringContaining("set 'Output' to 'Batch'"),
	});
	const without = started({ remembered: after.stop() });
	expect([await without.poll(), await without.poll()]).toEqual([['A'], []]);
});

test('a hundred batches that cannot be read take ten requests of a poll, and each has its turn', async () => {
	const ids = Array.from({ length: 100 }, (_, index) => `batch-${index}`);
	const n8n = started({ remembered: since(1), parameters: RESULTS });
	server.list = ids.map((id) => endedBatch(id, 0));
	ids.forEach((id) => server.refused.add(id));
	await n8n.poll();
	server.asked = [];
	expect(await n8n.poll()).toBe('Not now');
	expect(server.asked).toHaveLength(11);
	server.refused.clear();
	expect([...new Set(Object(await n8n.poll()))].sort()).toEqual([...ids].sort());
	expect(await n8n.poll()).toEqual([]);
});
