/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { join } from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import { anHourLater } from './anHourLater';
import { onBatch } from './batchBed';
import { API_KEY, CREDENTIAL, question, startTestbed, type Testbed, workflowOf } from './testbed';
import { pause, until } from '../until';

type Pauses = typeof import('../../nodes/ClaudeMessages/operations/pollPause');

let testbed: Testbed;
/** The very module of the node that n8n's loader has loaded. */
let pauses: Pauses;
beforeAll(async () => {
	testbed = await startTestbed();
	pauses = jest.requireActual<Pauses>(
		join(__dirname, '../../dist/nodes/ClaudeMessages/operations/pollPause.js'),
	);
});
let later: (ms: number) => void;
beforeEach(() => {
	testbed.standIn.reset();
	later = anHourLater();
	jest.spyOn(pauses, 'pollPause').mockReturnValue(5);
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await testbed.close());

const PATH = '/v1/messages/batches';
const haiku = { model: { __rl: true, mode: 'id', value: 'claude-haiku-4-5' } };
const create = (options: INodeParameters = {}, more: INodeParameters = {}) =>
	onBatch('create', {
		...haiku,
		...question('={{ $json.text }}'),
		options: { waitForCompletion: true, ...options },
		...more,
	});
const texts = (...words: string[]) => words.map((text) => ({ json: { text } }));
const idIn = (requests: readonly { path: string }[]) =>
	requests.map(({ path }) => /msgbatch_\w+/.exec(path)?.[0]).find((id) => id !== undefined);

const polls = () =>
	testbed.standIn.requests.filter(
		({ method, path }) => method === 'GET' && /\/msgbatch_\w+$/.test(path),
	).length;

test('the answers come out on their rows, in their order, as Send gives them', async () => {
	testbed.standIn.batchMs = Infinity;
	const asked = testbed.ask(create({ includeInput: true }, { prefill: 'Well, ' }), {
		input: texts('One?', 'Two?', 'Three?'),
	});
	await until(() => polls() > 1);
	testbed.standIn.endBatches();
	const { answers, error } = await asked;
	expect(error).toBeUndefined();
	expect(answers).toEqual(
		['One?', 'Two?', 'Three?'].map((_, index) => ({
			json: {
				text: expect.stringMatching(/^Well,/),
				stop_reason: 'end_turn',
				model: expect.any(String),
				id: expect.any(String),
				request_id: null,
				usage: expect.any(Object),
				custom_id: expect.stringMatching(new RegExp(`^${index}-`)),
			},
			pairedItem: { item: index },
		})),
	);
});

test('what Include Input keeps is that of the row', async () => {
	const { answers } = await testbed.ask(
		create({ includeInput: true }, question('={{ $json.words }}')),
		{ input: ['One?', 'Two?'].map((words) => ({ json: { words } })) },
	);
	expect(answers.map(({ json }) => json.words)).toEqual(['One?', 'Two?']);
});

test('JSON, tools and the conversation are as of Send', async () => {
	const tool = { name: 'create ticket', description: 'Creates a ticket' };
	testbed.standIn.queue({
		kind: 'message',
		path: PATH,
		message: {
			stop_reason: 'tool_use',
			content: [
				{
					type: 'tool_use',
					id: 'toolu_1',
					name: 'create_ticket',
					input: {},
					caller: { type: 'direct' },
				},
			],
		},
	});
	const { answers } = await testbed.ask(
		create({ includeConversation: true }, { tools: { custom: [tool] } }),
		{ input: texts('One?') },
	);
	expect(answers[0]?.json).toMatchObject({
		tool_calls: [{ name: 'create ticket' }],
		messages: [{ role: 'user', content: 'One?' }, { role: 'assistant' }],
	});
	testbed.standIn.queue({ kind: 'text', text: '{"a":1}', path: PATH });
	const json = await testbed.ask(
		create({}, { outputFormat: 'json', jsonSchemaExample: '{"a":2}' }),
		{ input: texts('One?') },
	);
	expect(json.answers[0]?.json.output).toEqual({ a: 1 });
});

const refuse = (item: string) =>
	testbed.standIn.queue({
		kind: 'message',
		path: PATH,
		when: ({ body }) => JSON.stringify(body).includes(item),
		message: { stop_reason: 'refusal', content: [{ type: 'text', text: 'No', citations: null }] },
	});

test('on Continue what failed is an error item in its place', async () => {
	refuse('Two?');
	const { answers } = await testbed.ask(create(), {
		input: texts('One?', 'Two?', '', 'Four?'),
		onError: 'continueRegularOutput',
	});
	expect(answers).toMatchObject([
		{ json: { stop_reason: 'end_turn' }, pairedItem: { item: 0 } },
		{
			json: { error: { type: 'refusal', custom_id: expect.stringMatching(/^1-/) } },
			pairedItem: { item: 1 },
		},
		{ json: { error: { type: 'invalid_input' } }, pairedItem: { item: 2 } },
		{ json: { stop_reason: 'end_turn' }, pairedItem: { item: 3 } },
	]);
});

test('on Stop the first failure ends the workflow, and says where the others are', async () => {
	refuse('Two?');
	const { error, requests } = await testbed.ask(create(), {
		input: texts('One?', 'Two?', 'Three?'),
	});
	expect(error).toMatchObject({ context: { itemIndex: 1 } });
	expect(error?.description).toContain(
		`The other answers of the batch ${idIn(requests)} can be had for 29 days`,
	);
	expect(error?.description).not.toContain('paid for again');
});

test('expired requests fail alone', async () => {
	testbed.standIn.batchMs = undefined;
	const asked = testbed.ask(create(), {
		input: texts('One?', 'Two?'),
		onError: 'continueRegularOutput',
	});
	await until(() => polls() > 0);
	testbed.standIn.expireBatches(1);
	const { answers } = await asked;
	expect(answers).toMatchObject([
		{ json: { stop_reason: 'end_turn' } },
		{ json: { error: { type: 'expired' } } },
	]);
});

describe('the ID of the batch is in the error', () => {
	test('after the longest wait', async () => {
		testbed.standIn.batchMs = undefined;
		const asked = testbed.ask(create({ longestWait: 100 }), { input: texts('One?') });
		await until(() => polls() > 0);
		later(101_000);
		const { error, requests } = await asked;
		expect(error?.message).toContain("within 'Longest Wait', which is 100 seconds");
		expect(error?.description).toContain(`The batch ${idIn(requests)} goes on at Anthropic`);
	});

	test('when it cannot be looked at any more', async () => {
		testbed.standIn.batchMs = undefined;
		const asked = testbed.ask(create(), {
			input: texts('One?', 'Two?'),
			onError: 'continueRegularOutput',
		});
		await until(() => polls() > 0);
		const id = idIn(testbed.standIn.requests);
		testbed.standIn.queue({
			kind: 'error',
			status: 401,
			type: 'authentication_error',
			message: 'Revoked',
			path: `${PATH}/${id}`,
		});
		const { answers } = await asked;
		expect(answers).toMatchObject(
			['One?', 'Two?'].map(() => ({
				json: { error: { status: 401, description: expect.stringContaining(String(id)) } },
			})),
		);
	});
});

/** Starts a batch that never ends, and presses Stop once it is waited for. */
async function stopped(options: INodeParameters, onError?: 'continueRegularOutput') {
	testbed.standIn.batchMs = undefined;
	const execution = testbed.engine.begin(workflowOf(create(options), onError), {
		credentials: { [CREDENTIAL]: { apiKey: API_KEY, baseUrl: testbed.standIn.url } },
		input: texts('One?', 'Two?'),
	});
	await until(() => polls() > 1);
	const stoppedAt = Date.now();
	execution.cancel();
	const run = await execution.catch(() => undefined);
	return { run, took: Date.now() - stoppedAt };
}

const cancels = () => testbed.standIn.requests.filter(({ path }) => path.endsWith('/cancel'));

describe('Stop', () => {
	test('ends the waiting at once, and not the batch', async () => {
		const { run, took } = await stopped({});
		expect(took).toBeLessThan(400);
		const seen = testbed.standIn.requests.length;
		await pause(60);
		expect(testbed.standIn.requests.length).toBe(seen);
		expect(cancels()).toEqual([]);
		const error = run?.data.resultData.error;
		if (error !== undefined) expect(error.description).toMatch(/The batch msgbatch_\w+ goes on/);
	});

	test.each([undefined, 'continueRegularOutput'] as const)(
		'cancels the batch too where that is wanted (on error: %p)',
		async (onError) => {
			await stopped({ cancelOnStop: true }, onError);
			await until(() => cancels().length === 1 && cancels()[0]?.endedAt !== undefined);
			const id = idIn(cancels());
			const { answers } = await testbed.ask(onBatch('get', { batchId: id ?? '' }));
			expect(answers[0]?.json.processing_status).toBe('canceling');
		},
	);
});

test('Retry On Fail waits for the same batch again', async () => {
	refuse('Two?');
	const file = workflowOf(create());
	const nodes = file.nodes.map((node) =>
		node.id === 'claude' ? { ...node, retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } : node,
	);
	const { error } = await testbed.engine.run(
		{ ...file, nodes },
		{
			credentials: { [CREDENTIAL]: { apiKey: API_KEY, baseUrl: testbed.standIn.url } },
			input: texts('One?', 'Two?'),
		},
	);
	expect(error).toMatchObject({ context: { itemIndex: 1 } });
	const created = testbed.standIn.requests.filter(
		({ method, path }) => method === 'POST' && path === PATH,
	);
	expect(created).toHaveLength(1);
	expect(polls()).toBe(2);
});

test('5,000 items get their results on their rows', async () => {
	const input = Array.from({ length: 5000 }, (_, index) => ({
		json: { words: `Question ${index}`, name: `row ${index}` },
	}));
	const { answers, error, requests } = await testbed.ask(
		create({ includeInput: true }, question('={{ $json.words }}')),
		{ input },
	);
	expect(error).toBeUndefined();
	expect(answers.map(({ json }) => json.name)).toEqual(input.map(({ json }) => json.name));
	expect(answers.every(({ json }, index) => String(json.custom_id).startsWith(`${index}-`))).toBe(
		true,
	);
	expect(requests).toHaveLength(3);
}, 180_000);
