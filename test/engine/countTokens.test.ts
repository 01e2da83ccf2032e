import Anthropic from '@anthropic-ai/sdk';
import type { INodeParameters } from 'n8n-workflow';
import { fixture } from '../fixtures/files';
import { bytesFile } from './files';
import { API_KEY, question, startTestbed, type Testbed } from './testbed';

let testbed: Testbed;
beforeAll(async () => (testbed = await startTestbed()));
beforeEach(() => testbed.standIn.reset());
afterAll(async () => await testbed.close());

const COUNT: INodeParameters = {
	operation: 'countTokens',
	messages: { values: [{ role: 'user', type: 'text', text: '={{ $json.text }}' }] },
};

const texts = (...list: string[]) => list.map((text) => ({ json: { text } }));

test('every item tells how many tokens its request has, and nothing is asked of Claude', async () => {
	const { answers, requests } = await testbed.ask(COUNT, {
		input: texts('Hello', 'A much longer text about ants and bees and wasps'),
	});
	expect(answers).toEqual(
		[0, 1].map((item) => ({
			json: {
				input_tokens: expect.any(Number),
				request_id: expect.stringMatching(/^req_/),
			},
			pairedItem: { item },
		})),
	);
	const [few, many] = answers.map(({ json }) => Number(json.input_tokens));
	expect(many).toBeGreaterThan(few ?? Infinity);
	expect(requests.map(({ path }) => path)).toEqual([
		'/v1/messages/count_tokens',
		'/v1/messages/count_tokens',
	]);
});

test('Include Input keeps the fields and the files of the item', async () => {
	const binary = { data: bytesFile(fixture('photo.jpg').bytes, 'photo.jpg', 'image/jpeg') };
	const { answers } = await testbed.ask(
		{ ...COUNT, options: { includeInput: true } },
		{ input: [{ json: { text: 'Hello' }, binary }] },
	);
	expect(answers).toEqual([
		{
			json: { text: 'Hello', input_tokens: expect.any(Number), request_id: expect.any(String) },
			binary,
			pairedItem: { item: 0 },
		},
	]);
});

test('the count is that of the SDK for the same request', async () => {
	const client = new Anthropic({ apiKey: API_KEY, baseURL: testbed.standIn.url, maxRetries: 0 });
	const { answers, requests } = await testbed.ask(
		{
			...COUNT,
			model: { __rl: true, mode: 'id', value: 'claude-opus-4-8' },
			system: 'Be brief.',
			messages: {
				values: [
					{ role: 'user', type: 'image', source: 'binary', binaryField: 'data' },
					{ role: 'user', type: 'text', text: 'What is this?', options: { cache: true } },
				],
			},
			outputFormat: 'json',
			jsonSchemaExample: '{"name":"Ant"}',
			options: { promptCaching: '5m', thinking: 'adaptive', effort: 'low' },
		},
		{
			input: [
				{
					json: {},
					binary: { data: bytesFile(fixture('photo.jpg').bytes, 'photo.jpg', 'image/jpeg') },
				},
			],
		},
	);
	const cache_control = { type: 'ephemeral' } as const;
	const media = { type: 'base64', media_type: 'image/jpeg' } as const;
	const { input_tokens } = await client.messages.countTokens(
		{
			model: 'claude-opus-4-8',
			system: [{ type: 'text', text: 'Be brief.', cache_control }],
			messages: [
				{
					role: 'user',
					content: [
						{ type: 'image', source: { ...media, data: fixture('photo.jpg').base64 } },
						{ type: 'text', text: 'What is this?', cache_control },
					],
				},
			],
			thinking: { type: 'adaptive' },
			output_config: {
				effort: 'low',
				format: {
					type: 'json_schema',
					schema: {
						type: 'object',
						properties: { name: { type: 'string' } },
						required: ['name'],
						additionalProperties: false,
					},
				},
			},
		},
		{ headers: { 'anthropic-version': '2023-06-01' } },
	);
	expect(answers[0]?.json.input_tokens).toBe(input_tokens);
	const ours = requests.at(-1);
	expect(ours?.path).toBe('/v1/messages/count_tokens');
	expect(ours?.body).toEqual(testbed.standIn.requests.at(-1)?.body);
});

test('tools count as well, as the SDK counts them', async () => {
	const client = new Anthropic({ apiKey: API_KEY, baseURL: testbed.standIn.url, maxRetries: 0 });
	const { answers, requests } = await testbed.ask({
		...question('Hello'),
		operation: 'countTokens',
		model: { __rl: true, mode: 'id', value: 'claude-haiku-4-5' },
		tools: {
			webSearch: [{}],
			mcp: [{ serverUrl: 'https://mcp.example.com/mcp', name: 'tickets' }],
			custom: [{ name: 'Wall Clock', jsonSchemaExample: '{"zone":"CET"}' }],
		},
		options: { toolChoice: 'Wall Clock' },
	});
	const { input_tokens } = await client.beta.messages.countTokens({
		model: 'claude-haiku-4-5',
		messages: [{ role: 'user', content: 'Hello' }],
		betas: ['mcp-client-2025-11-20'],
		mcp_servers: [{ type: 'url', url: 'https://mcp.example.com/mcp', name: 'tickets' }],
		tool_choice: { type: 'tool', name: 'Wall_Clock' },
		tools: [
			{ type: 'web_search_20260318', name: 'web_search', allowed_callers: ['direct'] },
			{ type: 'mcp_toolset', mcp_server_name: 'tickets' },
			{
				name: 'Wall_Clock',
				input_schema: {
					type: 'object',
					properties: { zone: { type: 'string' } },
					required: ['zone'],
				},
			},
		],
	});
	expect(answers[0]?.json.input_tokens).toBe(input_tokens);
	const [node, sdk] = [requests[0], testbed.standIn.requests.at(-1)];
	expect(node?.body).toEqual(sdk?.body);
	expect(String(node?.headers['anthropic-beta'])).toContain('mcp-client-2025-11-20');
});

test('what only shapes an answer is left out, also from Extra Body', async () => {
	const { requests } = await testbed.ask(
		{
			...COUNT,
			options: {
				extraBody: JSON.stringify({
					max_tokens: 10,
					temperature: 1,
					metadata: { user_id: 'a' },
					tools: [{ name: 'clock', input_schema: { type: 'object' } }],
				}),
			},
		},
		{ input: texts('Hello') },
	);
	expect(requests.map(({ body }) => body)).toEqual([
		{
			model: 'claude-sonnet-5-5',
			messages: [{ role: 'user', content: 'Hello' }],
			tools: [{ name: 'clock', input_schema: { type: 'object' } }],
		},
	]);
});

test('an overloaded server is asked again', async () => {
	const overloaded = {
		kind: 'error',
		path: '/v1/messages/count_tokens',
		status: 529,
		type: 'overloaded_error',
		message: 'Overloaded',
		headers: { 'retry-after-ms': '1' },
	} as const;
	testbed.standIn.queue(overloaded, overloaded);
	const { answers, requests } = await testbed.ask(COUNT, { input: texts('Hello') });
	expect(answers).toMatchObject([{ json: { input_tokens: expect.any(Number) } }]);
	expect(requests).toHaveLength(3);
});

test('a refused count is an error of its item', async () => {
	const { answers } = await testbed.ask(
		{ ...COUNT, model: { __rl: true, mode: 'id', value: 'claude-nobody' } },
		{ input: texts('Hello'), onError: 'continueRegularOutput' },
	);
	expect(answers).toMatchObject([{ json: { error: { type: 'not_found_error', status: 404 } } }]);
});

test('the thinking budget needs no Max Tokens to be counted', async () => {
	const { answers } = await testbed.ask(
		{
			...COUNT,
			model: { __rl: true, mode: 'id', value: 'claude-haiku-4-5' },
			options: { thinking: 'enabled', thinkingBudget: 20_000 },
		},
		{ input: texts('Hello'), onError: 'continueRegularOutput' },
	);
	expect(answers).toMatchObject([{ json: { input_tokens: expect.any(Number) } }]);
});

test.each([
	['claude-sonnet-5-5', { temperature: 0.5 }],
	['claude-opus-4-5', { inference_geo: 'us' }],
	['claude-opus-4-8', { temperature: 0.5, top_p: 0.9, top_k: 3 }],
])('counting for %s is not refused for %j, which is never sent', async (model, extraBody) => {
	const { answers, requests } = await testbed.ask({
		...question('Hello'),
		operation: 'countTokens',
		model,
		options: { extraBody: JSON.stringify(extraBody) },
	});
	expect(answers).toMatchObject([{ json: { input_tokens: expect.any(Number) } }]);
	expect(requests.at(-1)?.body).toEqual({
		model,
		messages: [{ role: 'user', content: 'Hello' }],
	});
});
