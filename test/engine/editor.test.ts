import { startStandIn } from '../standin';
import type { ModelInfo } from '../standin';
import { Editor } from './editor';
import { newestTest } from './line';
import { API_KEY, startTestbed, type Testbed } from './testbed';

let testbed: Testbed;
let editor: Editor;
beforeAll(async () => {
	testbed = await startTestbed();
	editor = new Editor(testbed.engine);
});
afterAll(async () => await testbed.close());

const modelInfo: ModelInfo = {
	id: '',
	type: 'model',
	display_name: '',
	created_at: '',
	lifecycle: 'active',
	deprecated_at: null,
	retires_at: null,
	line: null,
	max_input_tokens: null,
	max_tokens: null,
	capabilities: null,
};

const credential = () => ({ apiKey: API_KEY, baseUrl: testbed.standIn.url });

describe('the list of models', () => {
	test('shows names with IDs, newest first', async () => {
		const { results } = await editor.searchModels(credential());
		const names = results.map(({ name }) => name);
		expect(names).toContain('Claude Sonnet 5.5 (claude-sonnet-5-5)');
		expect(names.indexOf('Claude Haiku 5.5 (claude-haiku-5-5)')).toBeLessThan(
			names.indexOf('Claude Opus 4.6 (claude-opus-4-6)'),
		);
		expect(results.find(({ value }) => value === 'claude-sonnet-5-5')).toBeDefined();
	});

	test('marks a deprecated model with the day on which it retires', async () => {
		const { results } = await editor.searchModels(credential(), 'sonnet-4-5');
		expect(results.map(({ name }) => name)).toContainEqual(
			expect.stringMatching(/^Claude Sonnet 4\.5 \(.*\), deprecated, retires on 2026-11-30$/),
		);
	});

	test('is searched by name and by ID, in any case', async () => {
		for (const filter of ['HAIKU 5.5', 'claude-haiku-5-5']) {
			const { results } = await editor.searchModels(credential(), filter);
			expect(results.map(({ value }) => value)).toEqual(['claude-haiku-5-5']);
		}
		expect(await editor.searchModels(credential(), 'gpt')).toEqual({ results: [] });
	});

	test('goes on to the last page', async () => {
		const standIn = await startStandIn({ apiKey: API_KEY });
		const { results: before } = await editor.searchModels({
			apiKey: API_KEY,
			baseUrl: standIn.url,
		});
		const models = Array.from(
			{ length: 2500 },
			(_, index): ModelInfo => ({
				...modelInfo,
				id: `claude-test-${index}`,
				display_name: `Claude Test ${index}`,
				created_at: new Date(Date.UTC(2026, 0, 1) - index * 1000).toISOString(),
			}),
		);
		standIn.setModels(models);
		standIn.reset();
		const { results } = await editor.searchModels({ apiKey: API_KEY, baseUrl: standIn.url });
		expect(before.length).toBeGreaterThan(10);
		expect(results.map(({ value }) => value)).toEqual(models.map(({ id }) => id));
		expect(standIn.requests.map(({ query }) => query)).toEqual([
			{ limit: '1000' },
			{ limit: '1000', after_id: 'claude-test-999' },
			{ limit: '1000', after_id: 'claude-test-1999' },
		]);
		await standIn.close();
	});

	test('says what is wrong when the key is not accepted', async () => {
		await expect(
			editor.searchModels({ ...credential(), apiKey: 'sk-ant-wrong' }),
		).rejects.toMatchObject({
			name: 'NodeApiError',
			description: expect.stringContaining('Check the API key'),
		});
	});
});

describe('the test of the credential', () => {
	test('passes with a good key, however the address is written', async () => {
		const baseUrl = `  ${testbed.standIn.url}//  `;
		expect(await editor.testCredential({ ...credential(), baseUrl })).toBe(
			'Connection successful!',
		);
		expect(testbed.standIn.requests.at(-1)).toMatchObject({
			method: 'GET',
			path: '/v1/models',
			query: { limit: '1' },
		});
	});

	newestTest('tells a wrong key from a server that cannot be reached', async () => {
		expect(await editor.testCredential({ ...credential(), apiKey: 'sk-ant-wrong' })).toMatch(
			/^The API key was not accepted/,
		);
		const gone = await startStandIn();
		await gone.close();
		expect(await editor.testCredential({ apiKey: API_KEY, baseUrl: gone.url })).toBe(
			'ECONNREFUSED',
		);
	});

	newestTest('says that an address is wrong when there is no Messages API', async () => {
		const baseUrl = `${testbed.standIn.url}/elsewhere`;
		expect(await editor.testCredential({ ...credential(), baseUrl })).toMatch(
			/^There is no Messages API at the Base URL/,
		);
	});

	newestTest('does not follow a redirect with the key', async () => {
		const other = await startStandIn();
		testbed.standIn.queue({
			kind: 'raw',
			path: '/v1/models',
			status: 307,
			headers: { location: `${other.url}/v1/models` },
			body: '',
		});
		expect(await editor.testCredential(credential())).toMatch(/^The Base URL redirects/);
		expect(other.requests).toEqual([]);
		await other.close();
	});
});

describe('the credential', () => {
	test('joins an extra anthropic-beta header with the betas of the node', async () => {
		const { requests } = await testbed.ask(
			{
				messages: { values: [{ role: 'user', type: 'text', text: 'Hello' }] },
				options: { betas: ['context-management-2025-06-27'] },
			},
			{
				credential: {
					header: true,
					headerName: 'anthropic-beta',
					headerValue: 'compact-2026-01-12',
				},
			},
		);
		expect(requests[0]?.headers['anthropic-beta']).toBe(
			'context-management-2025-06-27,compact-2026-01-12',
		);
	});

	test('sends no extra header while its switch is off', async () => {
		const { requests } = await testbed.ask(
			{ messages: { values: [{ role: 'user', type: 'text', text: 'Hello' }] } },
			{ credential: { header: false, headerName: 'x-team', headerValue: 'red' } },
		);
		expect(requests[0]?.headers).not.toHaveProperty('x-team');
	});
});

describe('beside the panel a hint warns', () => {
	const model = (value: string) => ({ model: { __rl: true, mode: 'id', value } });
	const prefill = { prefill: 'Well,' };

	test.each([
		[{}],
		[model('claude-sonnet-5-5')],
		[{ ...model('claude-haiku-4-5'), ...prefill }],
		[{ ...model('claude-nobody'), ...prefill, maxTokens: 10 }],
		[{ ...model('claude-opus-5-5'), maxTokens: 2048 }],
		[{ ...model('claude-sonnet-5'), maxTokens: 100 }],
		[{ ...model('claude-opus-5'), maxTokens: 100 }],
		[{ ...prefill, options: { prefillFallback: 'instruct' } }],
		[{ ...prefill, outputFormat: 'json' }],
		[{ prefill: ' ' }],
		[{ ...model('claude-opus-5-5'), maxTokens: 100, operation: 'countTokens' }],
	])('of nothing: %j', (parameters) => {
		expect(editor.hints(parameters)).toEqual([]);
	});

	test.each(['claude-sonnet-5-5', 'claude-opus-4-6', 'anthropic.claude-opus-5'])(
		'of a prefill that %s refuses',
		(value) => {
			expect(editor.hints({ ...model(value), ...prefill })).toEqual([
				expect.stringContaining('takes no prefill, so every item will fail'),
			]);
		},
	);

	test.each(['claude-opus-5-5', 'claude-fable-5', 'claude-mythos-5-2'])(
		'of few tokens for %s, which always thinks',
		(value) => {
			expect(editor.hints({ ...model(value), maxTokens: 2047 })).toEqual([
				expect.stringContaining("This model always thinks, which counts toward 'Max Tokens'"),
			]);
		},
	);

	test.each(['claude-sonnet-4-5', 'claude-sonnet-4-5-20250929'])(
		'of the end of %s, with its day',
		(value) => {
			expect(editor.hints(model(value))).toEqual([
				'This model is switched off on 2026-11-30: choose a newer one before then',
			]);
		},
	);

	test('of a model that an expression or an old workflow gives as text', () => {
		expect(editor.hints({ model: 'claude-sonnet-4-5' })).toHaveLength(1);
	});
});
