import { madeBatch, onBatch } from './batchBed';
import { startTestbed, type Testbed } from './testbed';

let testbed: Testbed;
beforeAll(async () => (testbed = await startTestbed()));
beforeEach(() => testbed.standIn.reset());
afterAll(async () => await testbed.close());

const made = async (...texts: string[]) => await madeBatch(testbed.standIn, texts);

test('a batch tells how far it is', async () => {
	testbed.standIn.batchMs = undefined;
	const batchId = await made('One?', 'Two?');
	const { answers, error } = await testbed.ask(onBatch('get', { batchId }));
	expect(error).toBeUndefined();
	expect(answers).toEqual([
		{
			json: {
				id: batchId,
				processing_status: 'in_progress',
				request_counts: { processing: 2, succeeded: 0, errored: 0, canceled: 0, expired: 0 },
				created_at: expect.any(String),
				expires_at: expect.any(String),
			},
			pairedItem: { item: 0 },
		},
	]);
	testbed.standIn.endBatches();
	const ended = await testbed.ask(onBatch('get', { batchId }));
	expect(ended.answers[0]?.json).toMatchObject({
		processing_status: 'ended',
		ended_at: expect.any(String),
		request_counts: { succeeded: 2 },
	});
});

test("with Simplify off a batch is the API's object unchanged", async () => {
	const batchId = await made('One?');
	const { answers } = await testbed.ask(onBatch('get', { batchId, simplify: false }));
	expect(answers[0]?.json).toMatchObject({
		type: 'message_batch',
		archived_at: null,
		results_url: expect.stringContaining(batchId),
	});
});

test('each item has its batch, and one that is not there fails its item alone', async () => {
	const ids = [await made('One?'), 'msgbatch_none', await made('Two?'), ' '];
	const { answers } = await testbed.ask(onBatch('get', { batchId: '={{ $json.id }}' }), {
		input: ids.map((id) => ({ json: { id } })),
		onError: 'continueRegularOutput',
	});
	expect(answers).toMatchObject([
		{ json: { id: ids[0] }, pairedItem: { item: 0 } },
		{ json: { error: { type: 'not_found_error', status: 404 } }, pairedItem: { item: 1 } },
		{ json: { id: ids[2] }, pairedItem: { item: 2 } },
		{
			json: { error: { type: 'invalid_input', message: "'Batch ID' is empty [item 3]" } },
			pairedItem: { item: 3 },
		},
	]);
});

test.each(['get', 'cancel', 'delete'])(
	'%s without an ID ends the workflow before anything is asked',
	async (operation) => {
		const { error, requests } = await testbed.ask(onBatch(operation, { batchId: '={{ " " }}' }));
		expect(error?.message).toBe("'Batch ID' is empty");
		expect(requests).toEqual([]);
	},
);

test('a canceled batch still has what had begun', async () => {
	testbed.standIn.batchMs = undefined;
	const batchId = await made('One?', 'Two?', 'Three?');
	const { answers } = await testbed.ask(onBatch('cancel', { batchId }));
	expect(answers).toMatchObject([{ json: { id: batchId, processing_status: 'canceling' } }]);
	testbed.standIn.endBatches(1);
	const ended = await testbed.ask(onBatch('get', { batchId }));
	expect(ended.answers[0]?.json).toMatchObject({
		processing_status: 'ended',
		request_counts: { succeeded: 1, canceled: 2 },
	});
});

test('only a batch that has ended can be deleted', async () => {
	testbed.standIn.batchMs = undefined;
	const batchId = await made('One?');
	const early = await testbed.ask(onBatch('delete', { batchId }));
	expect(early.error).toMatchObject({
		message: expect.stringContaining('cancel it first'),
	});
	testbed.standIn.endBatches();
	const { answers } = await testbed.ask(onBatch('delete', { batchId }));
	expect(answers).toEqual([{ json: { id: batchId, deleted: true }, pairedItem: { item: 0 } }]);
	const gone = await testbed.ask(onBatch('get', { batchId }));
	expect(gone.error).toMatchObject({ httpCode: '404' });
});

describe('many batches', () => {
	const many = 1003;
	const list = async (more: object) => await testbed.ask(onBatch('getAll', { ...more }));

	test('come page by page, newest first, each as an item paired with the item that asked', async () => {
		const ids: string[] = [];
		for (let each = 0; each < many; each++) ids.unshift(await made('Hi?'));
		testbed.standIn.requests.length = 0;
		const { answers, requests } = await list({ returnAll: true });
		expect(answers.map(({ json }) => json.id)).toEqual(ids);
		expect(answers.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(
			true,
		);
		expect(requests.map(({ query }) => query)).toEqual([
			{ limit: '1000' },
			{ limit: '1000', after_id: ids[999] },
		]);
	});

	test('are no more than the limit says', async () => {
		for (let each = 0; each < 4; each++) await made('Hi?');
		const { answers, requests } = await list({ limit: 3 });
		expect(answers).toHaveLength(3);
		expect(requests.map(({ query }) => query)).toEqual([{ limit: '3' }]);
	});
});
