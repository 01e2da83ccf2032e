import { type BatchServer, endedBatch, openBatch, startBatchServer } from './batchServer';
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

test('with a credential of another workspace its old batches are no news', async () => {
	const first = started({ remembered: since(20 * DAYS) });
	expect(await first.poll()).toEqual([]);
	server.list = [openBatch('open', -1), endedBatch('old', -10 * DAYS)];
	const other = started({ remembered: first.stop(), apiKey: 'sk-ant-another' });
	expect(await other.poll()).toEqual([]);
	server.list = [endedBatch('new', 0), endedBatch('open', -1), endedBatch('old', -10 * DAYS)];
	expect(await other.poll()).toEqual(['open', 'new']);
});

test('a new key of the same workspace misses nothing', async () => {
	const first = started({ remembered: since(5) });
	server.list = [endedBatch('A', -4)];
	expect(await first.poll()).toEqual(['A']);
	server.list = [endedBatch('B', -1), endedBatch('A', -4)];
	const second = started({ remembered: first.stop(), apiKey: 'sk-ant-rotated' });
	expect([await second.poll(), await second.poll()]).toEqual([['B'], []]);
});

test('what n8n keeps with the workflow holds nothing of the key', async () => {
	const n8n = started({ apiKey: 'sk-ant-very-secret' });
	await n8n.poll();
	const kept = JSON.stringify(n8n.stop());
	expect(kept).toMatch(/"credential":"[\w-]{4}"/);
	expect(kept).not.toContain('secret');
});

test('a clock that was a year ahead when the workflow was activated mutes nothing', async () => {
	const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 365 * DAY);
	const n8n = started();
	await n8n.poll();
	clock.mockRestore();
	server.list = [endedBatch('A', 0)];
	expect([await n8n.poll(), await n8n.poll()]).toEqual([['A'], []]);
});

test('a workflow that was muted by a wrong clock hears again from its next poll on', async () => {
	const n8n = started({ remembered: since(-365 * DAYS) });
	server.list = [openBatch('open', -1), endedBatch('old', -1)];
	expect(await n8n.poll()).toEqual([]);
	server.list = [endedBatch('new', 0), endedBatch('open', -1), endedBatch('old', -1)];
	expect([await n8n.poll(), await n8n.poll()]).toEqual([['open', 'new'], []]);
});

test('the same with a server that does not tell its time', async () => {
	server.now = undefined;
	const n8n = started({ remembered: since(-365 * DAYS) });
	expect(await n8n.poll()).toEqual([]);
	server.list = [endedBatch('new', 0)];
	expect([await n8n.poll(), await n8n.poll()]).toEqual([['new'], []]);
});

test('a batch that is dated ahead of its time mutes none of those after it', async () => {
	const n8n = started();
	await n8n.poll();
	server.list = [endedBatch('future', 30 * DAYS)];
	expect(await n8n.poll()).toEqual(['future']);
	server.list = [endedBatch('future', 30 * DAYS), endedBatch('new', 0)];
	expect([await n8n.poll(), await n8n.poll()]).toEqual([['new'], []]);
});

test('batches that do not say when they were created come once', async () => {
	const n8n = started();
	const undated = { created_at: undefined };
	server.list = [endedBatch('old', 0, undated)];
	expect(await n8n.poll()).toEqual([]);
	server.list = [endedBatch('A', 0, undated), ...server.list, endedBatch('B', 0)];
	expect([await n8n.poll(), await n8n.poll()]).toEqual([['A', 'B'], []]);
	for (const hours of [1, 30, 60]) {
		server.now = Date.now() + hours * HOUR;
		server.list = [endedBatch(`later ${hours}`, hours), ...server.list];
		expect(await n8n.poll()).toEqual([`later ${hours}`]);
	}
});
