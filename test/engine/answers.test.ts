import Anthropic from '@anthropic-ai/sdk';
import type { INodeParameters } from 'n8n-workflow';
import { API_KEY, question, startTestbed, type Testbed } from './testbed';

let testbed: Testbed;
beforeAll(async () => (testbed = await startTestbed()));
beforeEach(() => testbed.standIn.reset());
afterAll(async () => await testbed.close());

const hello = question('Hello');
const haiku = { model: { __rl: true, mode: 'id', value: 'claude-haiku-4-5' } };
const usage = {
	input_tokens: 12,
	output_tokens: 6,
	cache_creation: null,
	cache_creation_input_tokens: null,
	cache_read_input_tokens: null,
	inference_geo: null,
	output_tokens_details: null,
	server_tool_use: null,
	service_tier: 'standard' as const,
	speed: null,
};
const base = { id: 'msg_1', model: 'claude-haiku-4-5', usage };

const ask = async (parameters: INodeParameters, json = {}) =>
	(await testbed.ask({ ...haiku, ...parameters }, { input: [{ json }] })).answers;

test('an answer becomes one item with its text, stop reason, model, IDs and usage', async () => {
	testbed.standIn.queue({
		kind: 'message',
		message: { ...base, content: [{ type: 'text', text: 'Hello!', citations: null }] },
	});
	expect(await ask(hello)).toEqual([
		{
			json: {
				text: 'Hello!',
				stop_reason: 'end_turn',
				model: 'claude-haiku-4-5',
				id: 'msg_1',
				request_id: expect.stringMatching(/^req_/),
				usage,
			},
			pairedItem: { item: 0 },
		},
	]);
});

test('with Simplify off the item is the message as it came, plus the request ID', async () => {
	testbed.standIn.queue({
		kind: 'message',
		message: { ...base, content: [{ type: 'text', text: 'Hello!', citations: null }] },
	});
	const [item] = await ask({ ...hello, simplify: false });
	expect(item?.json).toMatchObject({
		id: 'msg_1',
		type: 'message',
		role: 'assistant',
		content: [{ type: 'text', text: 'Hello!', citations: null }],
		stop_sequence: null,
		request_id: expect.stringMatching(/^req_/),
	});
});

test('the prefill stands in front of the text, with its blank end trimmed on the wire', async () => {
	testbed.standIn.queue({
		kind: 'message',
		message: { ...base, content: [{ type: 'text', text: 'C', citations: null }] },
	});
	const { answers, requests } = await testbed.ask({
		...haiku,
		...hello,
		prefill: 'The answer is ( \n',
	});
	expect(requests[0]?.body).toMatchObject({
		messages: [
			{ role: 'user', content: 'Hello' },
			{ role: 'assistant', content: 'The answer is (' },
		],
	});
	expect(answers[0]?.json.text).toBe('The answer is (C');
});

test.each([
	['repeats the start', 'Sure: yes', 'Sure: yes', ' yes'],
	['leaves the start out', 'yes', 'Sure:yes', 'yes'],
])('a model asked in words that %s gives the same text', async (_, reply, whole, rest) => {
	const parameters = {
		...hello,
		model: { __rl: true, mode: 'id', value: 'claude-sonnet-5-5' },
		prefill: 'Sure:',
	};
	for (const [includePrefill, text] of [
		[true, whole],
		[false, rest],
	] as const) {
		testbed.standIn.queue({ kind: 'text', text: reply });
		const { answers } = await testbed.ask({
			...parameters,
			options: { prefillFallback: 'instruct', includePrefill },
		});
		expect(answers[0]?.json.text).toBe(text);
	}
});

test('a refusal fails the item with its category, unless Fail on Refusal is off', async () => {
	const message = {
		...base,
		content: [],
		stop_reason: 'refusal' as const,
		stop_details: {
			type: 'refusal' as const,
			category: 'cyber' as const,
			explanation: 'Not this.',
		},
	};
	testbed.standIn.queue({ kind: 'message', message }, { kind: 'message', message });
	const { answers } = await testbed.ask(
		{ ...haiku, ...hello },
		{ onError: 'continueRegularOutput' },
	);
	expect(answers[0]?.json).toEqual({
		error: {
			message: 'Not this.',
			description: expect.stringContaining("'Fail on Refusal'"),
			type: 'refusal',
			error_code: 'cyber',
			status: 200,
			request_id: expect.stringMatching(/^req_/),
		},
	});
	const [item] = await ask({ ...hello, options: { failOnRefusal: false } });
	expect(item?.json).toMatchObject({ text: '', stop_reason: 'refusal' });
});

test.each(['max_tokens', 'model_context_window_exceeded'] as const)(
	'an answer cut off by %s comes out, unless Fail on Truncation is on',
	async (stop_reason) => {
		const message = { ...base, content: [], stop_reason };
		testbed.standIn.queue({ kind: 'message', message }, { kind: 'message', message });
		const [item] = await ask(hello);
		expect(item?.json.stop_reason).toBe(stop_reason);
		const { answers } = await testbed.ask(
			{ ...haiku, ...hello, options: { failOnTruncation: true } },
			{ onError: 'continueRegularOutput' },
		);
		expect(answers[0]?.json.error).toMatchObject({ type: stop_reason, status: 200 });
	},
);

test('Include Input keeps the fields and files of the item, and no field called error', async () => {
	const file = { data: 'aGk=', mimeType: 'text/plain' };
	const { answers } = await testbed.ask(
		{ ...hello, options: { includeInput: true } },
		{ input: [{ json: { name: 'Ann', text: 'old', error: 'mine' }, binary: { data: file } }] },
	);
	expect(answers[0]?.json).toMatchObject({
		name: 'Ann',
		input_error: 'mine',
		stop_reason: 'end_turn',
	});
	expect(answers[0]?.json.text).not.toBe('old');
	expect(answers[0]?.json).not.toHaveProperty('error');
	expect(answers[0]?.binary).toEqual({ data: file });
});

test('a conversation goes on in the next node, files and all', async () => {
	const first = await testbed.ask(
		{
			messages: {
				values: [
					{ role: 'user', type: 'document', source: 'binary', binaryField: 'data' },
					{ role: 'user', type: 'text', text: 'What is this?' },
				],
			},
			options: { includeConversation: true, includeInput: true },
		},
		{ input: [{ json: {}, binary: { data: { data: 'aGk=', mimeType: 'text/plain' } } }] },
	);
	expect(first.answers[0]?.json.messages).toEqual([
		{
			role: 'user',
			content: [
				{ type: 'document', source: { type: 'binary', field: 'data' } },
				{ type: 'text', text: 'What is this?' },
			],
		},
		{ role: 'assistant', content: first.answers[0]?.json.text },
	]);
	const next = await testbed.ask(
		{
			messagesInput: 'json',
			messagesJson: "={{ [...$json.messages, { role: 'user', content: 'And now?' }] }}",
		},
		{ input: first.answers },
	);
	expect(next.requests[0]?.body).toMatchObject({
		messages: [
			{
				role: 'user',
				content: [
					{ type: 'document', source: { type: 'text', media_type: 'text/plain', data: 'hi' } },
					{ type: 'text', text: 'What is this?' },
				],
			},
			{ role: 'assistant', content: first.answers[0]?.json.text },
			{ role: 'user', content: 'And now?' },
		],
	});
});

test('a file of another node is named in the conversation, never carried along', async () => {
	const { answers } = await testbed.ask(
		{
			messages: {
				values: [
					{ role: 'user', type: 'document', source: 'binary', binaryField: '={{ $json.file }}' },
					{ role: 'user', type: 'text', text: 'What is this?' },
				],
			},
			options: { includeConversation: true },
		},
		{ input: [{ json: { file: { data: 'aGk=', mimeType: 'text/plain', fileName: 'hi.txt' } } }] },
	);
	expect(answers[0]?.json.messages).toMatchObject([
		{
			role: 'user',
			content: [
				{ type: 'text', text: '[document: hi.txt]' },
				{ type: 'text', text: 'What is this?' },
			],
		},
		{ role: 'assistant' },
	]);
});

test('each item is asked with the credential that its own expression gives', async () => {
	const { requests } = await testbed.ask(hello, {
		input: [{ json: { team: 'red' } }, { json: { team: 'blue' } }],
		credential: { header: true, headerName: 'X-Team', headerValue: '={{ $json.team }}' },
	});
	expect(requests.map(({ headers }) => headers['x-team'])).toEqual(['red', 'blue']);
});

test.each([
	['anthropic-user-profile-id', { user_profile_id: 'profile_1' }],
	['anthropic-workspace-id', { workspace_id: 'profile_1' }],
])('the header %s of the SDK goes by the credential', async (headerName, parameter) => {
	const { requests } = await testbed.ask(hello, {
		credential: { header: true, headerName, headerValue: 'profile_1' },
	});
	const client = new Anthropic({ apiKey: API_KEY, baseURL: testbed.standIn.url });
	await client.messages.create({
		model: 'claude-haiku-4-5',
		max_tokens: 9,
		...parameter,
		messages: [{ role: 'user', content: 'Hello' }],
	});
	const sent = [requests[0], testbed.standIn.requests.at(-1)];
	expect(sent.map((request) => request?.headers[headerName])).toEqual(['profile_1', 'profile_1']);
});
