import type { IDataObject } from 'n8n-workflow';
import { startTestbed, type Testbed } from './testbed';
import { triggered } from './triggerBed';

let testbed: Testbed;
beforeAll(async () => (testbed = await startTestbed()));
beforeEach(() => testbed.standIn.reset());
afterAll(async () => await testbed.close());

const started = (remembered: IDataObject = {}) => triggered(testbed, remembered);

/** Creates a batch of one request, as another workflow would. */
async function batch(): Promise<string> {
	const { answers } = await testbed.ask({
		resource: 'batch',
		operation: 'create',
		messages: { values: [{ role: 'user', type: 'text', text: 'Hello' }] },
	});
	return String(answers[0]?.json.id);
}

test('a batch that ends starts the workflow once', async () => {
	testbed.standIn.batchMs = Infinity;
	const n8n = started();
	expect(await n8n.poll()).toEqual([]);
	const id = await batch();
	expect(await n8n.poll()).toEqual([]);
	testbed.standIn.endBatches();
	expect(await n8n.poll()).toMatchObject([{ id, processing_status: 'ended' }]);
	expect(await n8n.poll()).toEqual([]);
});

test('over a restart nothing is missed, and nothing comes twice', async () => {
	testbed.standIn.batchMs = Infinity;
	const before = started();
	await before.poll();
	const ids = [await batch(), await batch()];
	testbed.standIn.endBatches();
	const first = (await before.poll()).map(({ id }) => id);
	expect(first.sort()).toEqual([...ids].sort());
	const remembered = before.stop();
	const meanwhile = await batch();
	testbed.standIn.endBatches();
	const after = started(remembered);
	expect((await after.poll()).map(({ id }) => id)).toEqual([meanwhile]);
	expect(await after.poll()).toEqual([]);
});

test('a poll that is slow and the next one beside it report a batch once', async () => {
	testbed.standIn.batchMs = Infinity;
	const n8n = started();
	await n8n.poll();
	const id = await batch();
	testbed.standIn.endBatches();
	const found = await Promise.all([n8n.poll(), n8n.poll(), n8n.poll()]);
	expect(found.flat().map((each) => each.id)).toEqual([id]);
	expect(await n8n.poll()).toEqual([]);
	const later = await batch();
	testbed.standIn.endBatches();
	expect(await n8n.poll()).toMatchObject([{ id: later }]);
});

test('a poll that fails says why, and forgets nothing', async () => {
	testbed.standIn.batchMs = Infinity;
	const n8n = started();
	await n8n.poll();
	const id = await batch();
	testbed.standIn.endBatches();
	const type = 'authentication_error';
	const path = '/v1/messages/batches';
	testbed.standIn.queue({ path, kind: 'error', status: 401, type, message: 'invalid x-api-key' });
	await expect(n8n.poll()).rejects.toMatchObject({
		name: 'NodeApiError',
		message: 'The API does not accept the key: invalid x-api-key',
	});
	expect((await n8n.poll()).map((each) => each.id)).toEqual([id]);
});
