import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { madeBatch, onBatch } from './batchBed';
import { question, startTestbed, type Testbed } from './testbed';

let testbed: Testbed;
beforeAll(async () => (testbed = await startTestbed()));
beforeEach(() => testbed.standIn.reset());
afterAll(async () => await testbed.close());

const PATH = '/v1/messages/batches';
const haiku = { model: { __rl: true, mode: 'id', value: 'claude-haiku-4-5' } };
const results = (more: INodeParameters = {}) =>
	onBatch('getResults', { batchId: '={{ $json.batch_id }}', ...more });
const made = async (texts: string[], ids?: string[]) =>
	await madeBatch(testbed.standIn, texts, ids);
const asking = (batch_id: string, more: object = {}): INodeExecutionData => ({
	json: { batch_id, ...more },
});
const answer = (customId: string, text: string) =>
	testbed.standIn.queue({ kind: 'text', text, customId });
const THREE = ['One?', 'Two?', 'Three?'];

test('an item for each request, in their order, as Send makes it', async () => {
	const id = await made(THREE);
	THREE.forEach((_, index) => answer(`${index}-made`, `Answer ${index}`));
	const { answers, error } = await testbed.ask(results(), { input: [asking(id)] });
	expect(error).toBeUndefined();
	expect(answers).toEqual(
		THREE.map((_, index) => ({
			json: {
				text: `Answer ${index}`,
				stop_reason: 'end_turn',
				model: expect.any(String),
				id: expect.stringMatching(/^msg_/),
				request_id: null,
				usage: expect.objectContaining({ service_tier: 'batch' }),
				custom_id: `${index}-made`,
			},
			pairedItem: { item: 0 },
		})),
	);
});

test('ten and more stand in the order of numbers, and those of other programs behind them', async () => {
	const ids = [...Array.from({ length: 12 }, (_, index) => `${index}-x`), 'mine', 'yours'];
	const id = await made(
		ids.map(() => 'Hi?'),
		ids,
	);
	const { answers } = await testbed.ask(results(), { input: [asking(id)] });
	const got = answers.map(({ json }) => json.custom_id);
	expect(got.slice(0, 12)).toEqual(ids.slice(0, 12));
	expect(got.slice(12).sort()).toEqual(['mine', 'yours']);
});

test('what failed is an error item with its ID, as of Send', async () => {
	const id = await made(THREE);
	testbed.standIn.queue({
		kind: 'error',
		status: 400,
		type: 'invalid_request_error',
		message: 'Bad words',
		customId: '1-made',
	});
	const { answers } = await testbed.ask(results(), {
		input: [asking(id)],
		onError: 'continueRegularOutput',
	});
	expect(answers).toMatchObject([
		{ json: { custom_id: '0-made' } },
		{},
		{ json: { text: expect.any(String) } },
	]);
	expect(answers[1]).toEqual({
		json: {
			error: {
				message: 'Bad words',
				description: expect.stringContaining('Change what the message names'),
				type: 'invalid_request_error',
				status: null,
				request_id: expect.stringMatching(/^req_/),
				custom_id: '1-made',
			},
		},
		pairedItem: { item: 0 },
	});
});

test.each([
	['expired', () => testbed.standIn.expireBatches(1)],
	[
		'canceled',
		() => {
			testbed.standIn.endBatches(1);
		},
	],
])('%s requests are error items', async (type, end) => {
	testbed.standIn.batchMs = undefined;
	const id = await made(THREE);
	if (type === 'canceled') await testbed.ask(onBatch('cancel', { batchId: id }));
	end();
	const { answers } = await testbed.ask(results(), {
		input: [asking(id)],
		onError: 'continueRegularOutput',
	});
	expect(answers).toMatchObject([
		{ json: { custom_id: '0-made' } },
		{ json: { error: { type, custom_id: '1-made', status: null } } },
		{ json: { error: { type, custom_id: '2-made' } } },
	]);
});

test('on Stop the first failure ends the workflow, and nothing is said to be lost', async () => {
	const id = await made(THREE);
	testbed.standIn.queue({
		kind: 'error',
		status: 400,
		type: 'invalid_request_error',
		message: 'Bad words',
		customId: '2-made',
	});
	const { error } = await testbed.ask(results(), { input: [asking(id), asking(id)] });
	expect(error?.message).toBe('Bad words');
	expect(error?.description).not.toContain('paid for again');
});

test('a batch that has not ended is told, and asked for once', async () => {
	testbed.standIn.batchMs = undefined;
	const id = await made(THREE);
	testbed.standIn.requests.length = 0;
	const { answers, requests } = await testbed.ask(results(), {
		input: [asking(id), asking(id), asking('')],
		onError: 'continueRegularOutput',
	});
	expect(answers).toMatchObject([
		{
			json: {
				error: {
					type: 'batch_not_ended',
					message: `The batch ${id} has no results yet: it is in_progress`,
				},
			},
		},
		{ json: { error: { message: "'Batch ID' is empty [item 2]" } }, pairedItem: { item: 2 } },
	]);
	expect(requests).toHaveLength(1);
});

test('several batches are each read once, in the order of the items', async () => {
	const [first, second] = [await made(['A?']), await made(['B?', 'C?'])];
	testbed.standIn.requests.length = 0;
	const { answers, requests } = await testbed.ask(results(), {
		input: [asking(first), asking(second), asking(first), asking(second)],
	});
	expect(answers.map(({ pairedItem }) => pairedItem)).toEqual([
		{ item: 0 },
		{ item: 1 },
		{ item: 1 },
	]);
	expect(requests.map(({ path }) => path)).toEqual([
		`${PATH}/${first}`,
		`${PATH}/${first}/results`,
		`${PATH}/${second}`,
		`${PATH}/${second}/results`,
	]);
});

test('the prefill stands in front, JSON is read, and Simplify off gives the message', async () => {
	const id = await made(['One?']);
	answer('0-made', '42)');
	const prefilled = await testbed.ask(results({ prefill: 'The answer is ( ' }), {
		input: [asking(id)],
	});
	expect(prefilled.answers[0]?.json.text).toBe('The answer is (42)');
	const json = await made(['Two?']);
	testbed.standIn.queue({ kind: 'text', text: '{"a":1}', customId: '0-made' });
	const read = await testbed.ask(
		results({ outputFormat: 'json', schemaType: 'fromJson', jsonSchemaExample: '{"a":2}' }),
		{ input: [asking(json)] },
	);
	expect(read.answers[0]?.json.output).toEqual({ a: 1 });
	const raw = await testbed.ask(results({ simplify: false }), { input: [asking(id)] });
	expect(raw.answers[0]?.json).toMatchObject({
		type: 'message',
		content: [{ type: 'text', text: '42)' }],
		custom_id: '0-made',
	});
});

test('refused and truncated answers fail as the options say', async () => {
	const id = await made(['One?', 'Two?']);
	for (const [index, stop_reason] of (['refusal', 'max_tokens'] as const).entries()) {
		testbed.standIn.queue({
			kind: 'message',
			message: { stop_reason, content: [{ type: 'text', text: 'I', citations: null }] },
			customId: `${index}-made`,
		});
	}
	const asked = async (options: INodeParameters) =>
		(
			await testbed.ask(results({ options }), {
				input: [asking(id)],
				onError: 'continueRegularOutput',
			})
		).answers;
	expect(await asked({})).toMatchObject([
		{ json: { error: { type: 'refusal', custom_id: '0-made' } } },
		{ json: { stop_reason: 'max_tokens' } },
	]);
	expect(await asked({ failOnRefusal: false, failOnTruncation: true })).toMatchObject([
		{ json: { stop_reason: 'refusal' } },
		{ json: { error: { type: 'max_tokens', custom_id: '1-made' } } },
	]);
});

describe('with Include Input each result stands on its row', () => {
	const includeInput = results({ options: { includeInput: true } });

	test('by its custom_id, wherever the row stands', async () => {
		const id = await made(THREE);
		const binary = { data: { data: 'QQ==', mimeType: 'text/plain' } };
		const { answers, run } = await testbed.ask(includeInput, {
			input: [2, 0, 1].map((index) => ({
				...asking(id, { custom_id: `${index}-made`, name: `row ${index}` }),
				binary,
			})),
		});
		expect(answers).toMatchObject([
			{ json: { custom_id: '0-made', name: 'row 0' }, binary, pairedItem: { item: 1 } },
			{ json: { custom_id: '1-made', name: 'row 1' }, binary, pairedItem: { item: 2 } },
			{ json: { custom_id: '2-made', name: 'row 2' }, binary, pairedItem: { item: 0 } },
		]);
		expect(hintsOf(run)).toEqual([]);
	});

	test('by its place, where rows have no custom_id', async () => {
		const id = await made(THREE);
		const { answers } = await testbed.ask(includeInput, {
			input: THREE.map((_, index) => asking(id, { name: `row ${index}` })),
		});
		expect(answers.map(({ json }) => [json.custom_id, json.name])).toEqual(
			THREE.map((_, index) => [`${index}-made`, `row ${index}`]),
		);
	});

	test('and what does not go together is told', async () => {
		const id = await made(THREE);
		const { answers, run } = await testbed.ask(includeInput, {
			input: [
				asking(id, { custom_id: '1-made', name: 'row 1' }),
				asking(id, { custom_id: '9-other', name: 'row 9' }),
			],
		});
		expect(answers.map(({ json, pairedItem }) => [json.custom_id, json.name, pairedItem])).toEqual([
			['0-made', undefined, { item: 0 }],
			['1-made', 'row 1', { item: 0 }],
			['2-made', undefined, { item: 0 }],
		]);
		expect(hintsOf(run)).toEqual([
			expect.stringContaining('2 results without an input item, and 1 input item without a result'),
		]);
	});

	test('5,000 of them', async () => {
		const input = Array.from({ length: 5000 }, (_, index) => ({
			json: { text: `Question ${index}`, name: `row ${index}` },
		}));
		const rows = await testbed.ask(
			onBatch('create', {
				...haiku,
				...question('={{ $json.text }}'),
				options: { returnRows: true },
			}),
			{ input },
		);
		expect(rows.answers).toHaveLength(5000);
		// Kept in a table, from where they come in another order.
		const shuffled = [...rows.answers].reverse().map(({ json }) => ({ json }));
		const { answers, error, run } = await testbed.ask(includeInput, { input: shuffled });
		expect(error).toBeUndefined();
		expect(answers.map(({ json }) => json.name)).toEqual(input.map(({ json }) => json.name));
		expect(answers.map(({ json }) => json.custom_id)).toEqual(
			rows.answers.map(({ json }) => json.custom_id),
		);
		expect(answers.map(({ pairedItem }) => pairedItem)).toEqual(
			input.map((_, index) => ({ item: 4999 - index })),
		);
		expect(hintsOf(run)).toEqual([]);
	}, 180_000);
});

function hintsOf(run: { data: { resultData: { runData: Record<string, unknown> } } }): unknown[] {
	const [data] = Object(run.data.resultData.runData['Claude Messages']);
	return (data?.hints ?? []).map(({ message }: { message: string }) => message);
}
