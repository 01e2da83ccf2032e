import type { INodeParameters } from 'n8n-workflow';
import { startStandIn } from '../standin';
import { API_KEY, question, startTestbed, type Testbed } from './testbed';

let testbed: Testbed;
beforeAll(async () => (testbed = await startTestbed()));
beforeEach(() => testbed.standIn.reset());
afterAll(async () => await testbed.close());

const model = (value: string): INodeParameters => ({
	model: { __rl: true, mode: 'id', value },
});
const asking = (id: string, options: INodeParameters): INodeParameters => ({
	...question('Hello'),
	...model(id),
	options,
});
const items = (count: number) => Array.from({ length: count }, () => ({ json: {} }));

describe('what a model takes is asked', () => {
	const paths = async (parameters: INodeParameters, count: number) => {
		const { requests } = await testbed.ask(parameters, { input: items(count) });
		return requests.map(({ method, path }) => `${method} ${path}`).sort();
	};
	const post = 'POST /v1/messages';

	test('once in a run, however many items there are', async () => {
		expect(await paths(asking('claude-opus-5', { effort: 'low' }), 3)).toEqual([
			'GET /v1/models/claude-opus-5',
			post,
			post,
			post,
		]);
	});

	test('for every model that the items name', async () => {
		const parameters = asking('={{ ["claude-opus-5", "claude-sonnet-5"][$itemIndex % 2] }}', {
			thinking: 'adaptive',
		});
		expect(await paths(parameters, 4)).toEqual([
			'GET /v1/models/claude-opus-5',
			'GET /v1/models/claude-sonnet-5',
			post,
			post,
			post,
			post,
		]);
	});

	test('for a web tool whose results code filters', async () => {
		const parameters = {
			...asking('claude-sonnet-5-5', {}),
			tools: { webSearch: [{ dynamicFiltering: true }] },
		};
		expect(await paths(parameters, 2)).toEqual(['GET /v1/models/claude-sonnet-5-5', post, post]);
	});

	test('never where no setting hangs on it', async () => {
		const options = { temperature: 1, serviceTier: 'auto', promptCaching: '5m' };
		expect(await paths(asking('claude-opus-5', options), 2)).toEqual([post, post]);
		const tools = { webSearch: [{}], webFetch: [{}], codeExecution: [{}] };
		const extraBody = '{"tools":[{"type":"web_search_20250305","name":"web_search"}]}';
		expect(await paths({ ...asking('claude-haiku-4-5', {}), tools }, 1)).toEqual([post]);
		expect(await paths(asking('claude-haiku-4-5', { extraBody }), 1)).toEqual([post]);
	});
});

describe('a setting that the model refuses is told before anything is sent or paid:', () => {
	test.each<[string, string, INodeParameters, string, string]>([
		[
			'Thinking',
			'claude-opus-5-5',
			{ thinking: 'disabled' },
			"The model claude-opus-5-5 does not offer 'Off' for 'Thinking'",
			"It offers 'Adaptive' or 'Model Default'. Set the option 'Thinking' to one of them, or remove it.",
		],
		[
			'Thinking with a budget',
			'claude-sonnet-5-5',
			{ thinking: 'enabled' },
			"The model claude-sonnet-5-5 does not offer 'With a Budget' for 'Thinking'",
			"It offers 'Adaptive', 'Between Tools' or 'Model Default'. Set the option 'Thinking' to one of them, or remove it.",
		],
		[
			'Effort',
			'claude-opus-4-6',
			{ effort: 'xhigh' },
			"The model claude-opus-4-6 does not offer 'Extra High' for 'Effort'",
			"It offers 'High', 'Low', 'Maximum' or 'Medium'. Set the option 'Effort' to one of them, or remove it.",
		],
		[
			'any Effort',
			'claude-haiku-4-5',
			{ effort: 'low' },
			"The model claude-haiku-4-5 has no setting for 'Effort'",
			"Remove the option 'Effort', or choose a newer model.",
		],
		[
			'a high Effort without thinking',
			'claude-opus-5',
			{ effort: 'max', thinking: 'disabled' },
			"The model claude-opus-5 accepts no 'Effort' above 'High' while 'Thinking' is 'Off'",
			"Set 'Effort' to 'High' or less, or remove the option 'Thinking'.",
		],
		[
			'Temperature',
			'claude-opus-4-7',
			{ temperature: 0.5 },
			"The model claude-opus-4-7 accepts no 'Temperature' but 1, as all models from 4.7 on",
			"Remove the option 'Temperature'.",
		],
		[
			'Inference Geography',
			'claude-haiku-4-5',
			{ inferenceGeo: 'us' },
			"The model claude-haiku-4-5 does not let you choose 'Inference Geography'",
			'Remove the option, or choose a model from 4.6 on.',
		],
		[
			'Speed',
			'claude-haiku-5-5',
			{ speed: 'fast' },
			'The model claude-haiku-5-5 has no fast mode',
			"Remove the option 'Speed', or choose Opus 5.5, Opus 5 or Opus 4.8.",
		],
		[
			'a forced tool',
			'claude-opus-5-5',
			{
				extraBody:
					'{"tools":[{"name":"a","input_schema":{"type":"object"}}],"tool_choice":{"type":"any"}}',
			},
			"The model claude-opus-5-5 cannot be forced to use a tool by 'Tool Choice'",
			"Remove the option 'Tool Choice' or set it to auto (in 'Extra Body': tool_choice), and ask for the tool in words.",
		],
		[
			'a web tool that code calls',
			'claude-haiku-4-5',
			{ extraBody: '{"tools":[{"type":"web_fetch_20260309","name":"web_fetch"}]}' },
			"The model claude-haiku-4-5 cannot do the 'Dynamic Filtering' of Web Fetch",
			'Switch \'Dynamic Filtering\' off (in \'Extra Body\': "allowed_callers": ["direct"]), or choose a newer model.',
		],
		[
			'a list of fallbacks',
			'claude-haiku-5-5',
			{ extraBody: '{"fallbacks":[{"model":"claude-sonnet-5"}]}' },
			'The model claude-haiku-5-5 has no other models to fall back on',
			"Take 'fallbacks' out of 'Extra Body'.",
		],
	])('%s', async (_, id, options, message, description) => {
		const { answers, requests } = await testbed.ask(asking(id, options), {
			onError: 'continueRegularOutput',
		});
		expect(answers).toEqual([
			{
				json: {
					error: { message, description, type: 'invalid_input', status: null, request_id: null },
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(requests.filter(({ method }) => method === 'POST')).toEqual([]);
	});

	test.each([
		[
			'a forced tool',
			{ tools: { custom: [{ name: 'clock' }] }, options: { toolChoice: 'clock' } },
			'claude-opus-5-5',
			"The model claude-opus-5-5 cannot be forced to use a tool by 'Tool Choice'",
		],
		[
			'a forced tool beside thinking',
			{
				tools: { custom: [{ name: 'clock' }] },
				options: { toolChoice: 'any', thinking: 'enabled' },
			},
			'claude-haiku-4-5',
			"The model claude-haiku-4-5 cannot be forced to use a tool by 'Tool Choice' while it thinks",
		],
		[
			'Dynamic Filtering of a search',
			{ tools: { webSearch: [{ dynamicFiltering: true }] } },
			'claude-haiku-4-5',
			"The model claude-haiku-4-5 cannot do the 'Dynamic Filtering' of Web Search",
		],
		[
			'Dynamic Filtering of pages',
			{ tools: { webSearch: [{}], webFetch: [{ dynamicFiltering: true }] } },
			'claude-sonnet-4-5',
			"The model claude-sonnet-4-5 cannot do the 'Dynamic Filtering' of Web Fetch",
		],
	])('%s in the tools of the panel', async (_, parameters, id, message) => {
		const { answers, requests } = await testbed.ask(
			{ ...question('Hello'), ...model(id), ...parameters },
			{ onError: 'continueRegularOutput' },
		);
		expect(answers[0]?.json.error).toMatchObject({ message, type: 'invalid_input' });
		expect(requests.filter(({ method }) => method === 'POST')).toEqual([]);
	});

	test('a Max Tokens that the model cannot write', async () => {
		const parameters = {
			...asking('claude-haiku-4-5', { thinking: 'disabled' }),
			maxTokens: 64_001,
		};
		const { answers } = await testbed.ask(parameters, { onError: 'continueRegularOutput' });
		expect(answers).toMatchObject([
			{
				json: {
					error: {
						message: "'Max Tokens' is 64001, but the model claude-haiku-4-5 writes at most 64000",
						description: "Set 'Max Tokens' to 64000 or less.",
					},
				},
			},
		]);
	});

	test('a Thinking Budget that leaves no room for the answer', async () => {
		const options = { thinking: 'enabled', thinkingBudget: 4000 };
		const parameters = { ...asking('claude-haiku-4-5', options), maxTokens: 4000 };
		const { answers, requests } = await testbed.ask(parameters, {
			onError: 'continueRegularOutput',
		});
		expect(answers).toMatchObject([
			{
				json: {
					error: {
						message:
							"'Thinking Budget' is 4000, but 'Max Tokens', which thinking counts toward, is 4000",
					},
				},
			},
		]);
		expect(requests).toEqual([]);
	});

	test('a prefill together with thinking', async () => {
		const parameters = {
			...asking('claude-haiku-4-5', { thinking: 'enabled' }),
			prefill: 'Well,',
		};
		const { answers, requests } = await testbed.ask(parameters, {
			onError: 'continueRegularOutput',
		});
		expect(answers).toMatchObject([
			{ json: { error: { message: 'A prefill does not go together with thinking' } } },
		]);
		expect(requests).toEqual([]);
	});

	test('citations in one of two documents', async () => {
		const document = { role: 'user', type: 'document', source: 'url' };
		const { answers, requests } = await testbed.ask(
			{
				messages: {
					values: [
						{ ...document, url: 'https://example.com/a.pdf', options: { citations: true } },
						{ ...document, url: 'https://example.com/b.pdf' },
						{ role: 'user', type: 'text', text: 'Compare.' },
					],
				},
			},
			{ onError: 'continueRegularOutput' },
		);
		expect(answers).toMatchObject([
			{
				json: {
					error: {
						message: "'Citations' is on for 1 of 2 documents, but the API wants it for all or none",
					},
				},
			},
		]);
		expect(requests).toEqual([]);
	});
});

describe('where nothing is known of a model, everything is sent:', () => {
	test('a gateway that has no list of models', async () => {
		testbed.standIn.queue({
			kind: 'raw',
			path: '/v1/models/claude-haiku-4-5',
			status: 404,
			body: 'Not here',
		});
		const { answers, requests } = await testbed.ask(
			asking('claude-haiku-4-5', { effort: 'low', maxRetries: 0 }),
			{ onError: 'continueRegularOutput' },
		);
		expect(answers).toMatchObject([{ json: { error: { type: 'invalid_request_error' } } }]);
		expect(requests.map(({ method }) => method)).toEqual(['GET', 'POST']);
	});

	test('a model without capabilities', async () => {
		const standIn = await startStandIn({ apiKey: API_KEY });
		standIn.setModels([
			{
				id: 'claude-haiku-4-5-20251001',
				type: 'model',
				display_name: 'Haiku',
				created_at: '2025-10-15T00:00:00Z',
				lifecycle: 'active',
				deprecated_at: null,
				retires_at: null,
				line: 'haiku',
				max_input_tokens: null,
				max_tokens: null,
				capabilities: null,
			},
		]);
		const { answers } = await testbed.ask(asking('claude-haiku-4-5', { thinking: 'enabled' }), {
			credential: { baseUrl: standIn.url },
		});
		await standIn.close();
		expect(answers).toMatchObject([{ json: { stop_reason: 'end_turn' } }]);
	});
});
