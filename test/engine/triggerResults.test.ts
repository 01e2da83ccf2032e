import { API_KEY, startTestbed, type Testbed } from './testbed';
import { madeBatch, onBatch } from './batchBed';
import { triggered } from './triggerBed';

let testbed: Testbed;
beforeAll(async () => (testbed = await startTestbed()));
beforeEach(() => {
	testbed.standIn.reset();
	testbed.standIn.batchMs = Infinity;
});
afterAll(async () => await testbed.close());

const resultsOf = (id: string) => `/v1/messages/batches/${id}/results`;

/** The trigger with Output: Results, which has looked once. */
async function looking(parameters = {}) {
	const n8n = triggered(testbed, {}, { output: 'results', ...parameters });
	expect(await n8n.poll()).toEqual([]);
	return n8n;
}

/** What Batch → Get Results gives for a batch. */
async function gotten(batchId: string, parameters = {}) {
	const { answers } = await testbed.ask(onBatch('getResults', { batchId, ...parameters }), {
		onError: 'continueRegularOutput',
	});
	return answers.map(({ json }) => json);
}

/** One of each kind: an answer, a refusal, one that was cut off, a refused request. */
async function mixedBatch(): Promise<string> {
	const texts = ['One?', 'Two?', 'Three?', 'Four?'];
	testbed.standIn.queue(
		{
			kind: 'message',
			customId: '1-made',
			message: {
				stop_reason: 'refusal',
				stop_details: { type: 'refusal', category: 'cyber', explanation: 'That would do harm.' },
			},
		},
		{
			kind: 'message',
			customId: '2-made',
			message: {
				stop_reason: 'max_tokens',
				content: [{ type: 'text', text: 'I was', citations: null }],
			},
		},
		{
			kind: 'error',
			customId: '3-made',
			status: 400,
			type: 'invalid_request_error',
			message: `No, not with ${API_KEY}`,
		},
	);
	return await madeBatch(testbed.standIn, texts);
}

test.each([true, false])(
	'with Simplify %s the results come as Get Results gives them',
	async (simplify) => {
		const n8n = await looking({ simplify });
		const id = await mixedBatch();
		expect(await n8n.poll()).toEqual([]);
		testbed.standIn.endBatches();
		const results = await n8n.poll();
		const [one, refused, cut, failed] = await gotten(id, { simplify });
		expect(results).toEqual([
			{ ...one, batch_id: id },
			{
				error: {
					...Object(refused?.error),
					// The option that Get Results names is not on the trigger's panel.
					description: 'Change what is asked, or choose another model.',
					batch_id: id,
				},
			},
			{ ...cut, batch_id: id },
			{
				error: {
					...Object(failed?.error),
					description: 'Change what the message names and run the item again.',
					batch_id: id,
				},
			},
		]);
		expect(JSON.stringify(results)).not.toContain(API_KEY);
		expect(await n8n.poll()).toEqual([]);
	},
);

test('results that cannot be read now come with a later poll, and the others do not wait', async () => {
	const n8n = await looking();
	const [one, two] = [
		await madeBatch(testbed.standIn, ['One?']),
		await madeBatch(testbed.standIn, ['Two?']),
	];
	testbed.standIn.endBatches();
	const refusal = { status: 403, type: 'permission_error', message: 'Not now' };
	testbed.standIn.queue({ kind: 'error', ...refusal, path: resultsOf(one) });
	expect((await n8n.poll()).map(({ batch_id }) => batch_id)).toEqual([two]);
	testbed.standIn.queue({ kind: 'error', ...refusal, path: resultsOf(one) });
	await expect(n8n.poll()).rejects.toMatchObject({ name: 'NodeApiError', message: 'Not now' });
	expect((await n8n.poll()).map(({ batch_id }) => batch_id)).toEqual([one]);
	expect(await n8n.poll()).toEqual([]);
});

test('results that are gone for good are told once, with the ID of their batch', async () => {
	const n8n = await looking();
	const id = await madeBatch(testbed.standIn, ['One?']);
	testbed.standIn.endBatches();
	const gone = { status: 404, type: 'not_found_error', message: 'The results are archived' };
	testbed.standIn.queue({ kind: 'error', ...gone, path: resultsOf(id) });
	expect(await n8n.poll()).toEqual([
		{
			error: {
				message: 'The results are archived',
				description: expect.stringContaining('Check every ID'),
				type: 'not_found_error',
				status: 404,
				request_id: expect.any(String),
				batch_id: id,
			},
		},
	]);
	expect(await n8n.poll()).toEqual([]);
});

test('a connection that breaks within the results loses none and doubles none', async () => {
	const n8n = await looking();
	const texts = Array.from({ length: 30 }, (_, index) => `Question ${index}?`);
	const id = await madeBatch(testbed.standIn, texts);
	testbed.standIn.endBatches();
	testbed.standIn.queue({ kind: 'cut', bytes: 5000, path: resultsOf(id) });
	const results = await n8n.poll();
	expect(results.map(({ custom_id }) => custom_id)).toEqual(texts.map((_, at) => `${at}-made`));
	expect(testbed.standIn.requests.filter(({ path }) => path === resultsOf(id))).toHaveLength(2);
});

test('a test of the workflow gives the results of the batch that ended last', async () => {
	await madeBatch(testbed.standIn, ['One?']);
	const id = await madeBatch(testbed.standIn, ['Two?', 'Three?']);
	testbed.standIn.endBatches();
	const n8n = triggered(testbed, {}, { output: 'results' }, 'manual');
	const ids = (await n8n.poll()).map(({ batch_id }) => batch_id);
	expect(ids).toEqual([id, id]);
});

test('an Output that is not there is told with the ones that are', async () => {
	const n8n = triggered(testbed, {}, { output: 'everything' });
	await expect(n8n.poll()).rejects.toMatchObject({
		name: 'NodeOperationError',
		message: `'Output' is "everything"`,
		description: "Choose 'Batch' or 'Results' (in an expression: batch or results).",
	});
});
