import { type QueuedReply, startStandIn } from '../standin';
import { manyModels } from '../standin/models/manyModels';
import { Editor } from './editor';
import { API_KEY, startTestbed, type Testbed } from './testbed';

let testbed: Testbed;
let editor: Editor;
beforeAll(async () => {
	testbed = await startTestbed();
	editor = new Editor(testbed.engine);
});
afterAll(async () => await testbed.close());

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

	test('is there although a gateway tells of a model in another way', async () => {
		const standIn = await startStandIn({ apiKey: API_KEY });
		const body = JSON.stringify({
			data: [
				{
					id: 'house-model',
					display_name: 'House',
					created_at: '2026-01-01',
					lifecycle: 'deprecated',
					retires_at: 5,
				},
			],
		});
		standIn.queue({ kind: 'raw', status: 200, body, path: '/v1/models' });
		const { results } = await editor.searchModels({ apiKey: API_KEY, baseUrl: standIn.url });
		await standIn.close();
		expect(results.map(({ value }) => value)).toEqual(['house-model']);
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
		const models = manyModels(2500);
		standIn.reset();
		standIn.setModels(models);
		const { results } = await editor.searchModels({ apiKey: API_KEY, baseUrl: standIn.url });
		expect(before.length).toBeGreaterThan(10);
		expect(results.map(({ value }) => value)).toEqual(models.map(({ id }) => id));
		expect(standIn.requests.map(({ query }) => query)).toEqual([
			{ limit: '1000' },
			{ limit: '1000', after_id: 'model-999' },
			{ limit: '1000', after_id: 'model-1999' },
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
		expect(await editor.testCredential({ ...credential(), baseUrl })).toEqual({
			status: 'OK',
			message: 'The API accepts the key',
		});
		expect(testbed.standIn.requests.at(-1)).toMatchObject({
			method: 'GET',
			path: '/v1/models',
			query: { limit: '1' },
			headers: { 'x-api-key': API_KEY, 'anthropic-version': '2023-06-01' },
		});
	});

	test('sends the extra header of a gateway', async () => {
		const header = { header: true, headerName: 'x-team', headerValue: 'red' };
		await editor.testCredential({ ...credential(), ...header });
		expect(testbed.standIn.requests.at(-1)?.headers['x-team']).toBe('red');
	});

	const login: QueuedReply = {
		kind: 'raw',
		path: '/v1/models',
		status: 200,
		headers: { 'content-type': 'text/html' },
		body: '<form>Log in</form>',
	};
	const echo: QueuedReply = {
		kind: 'raw',
		path: '/v1/models',
		status: 403,
		headers: { 'content-type': 'application/json' },
		body: `{"error":{"type":"permission_error","message":"No access for ${API_KEY}"}}`,
	};

	type Row = [string, { apiKey?: string; baseUrl?: string }, RegExp, QueuedReply[]];
	test.each<Row>([
		[
			'a wrong key',
			{ apiKey: 'sk-ant-wrong' },
			/^The API does not accept the key: invalid x-api-key\. Check the API key/,
			[],
		],
		[
			'an address without the API',
			{ baseUrl: '/elsewhere' },
			/^There is no Messages API at the 'Base URL'\./,
			[],
		],
		[
			'an address that is none',
			{ baseUrl: 'nonsense' },
			/^The 'Base URL' .* is not an address/,
			[],
		],
		[
			'a login page in between',
			{},
			/^The server answered with something that is not JSON/,
			[login],
		],
		['a key without rights, hiding it', {}, /^No access for •••\./, [echo]],
	])('says what is wrong with %s', async (_, data, says, replies) => {
		testbed.standIn.queue(...replies);
		const { url } = testbed.standIn;
		const baseUrl = data.baseUrl?.startsWith('/') ? `${url}${data.baseUrl}` : data.baseUrl;
		const tested = { ...credential(), ...data, baseUrl: baseUrl ?? url };
		const { status, message } = await editor.testCredential(tested);
		expect({ status, message }).toEqual({
			status: 'Error',
			message: expect.stringMatching(says),
		});
	});

	test('says that a server cannot be reached', async () => {
		const gone = await startStandIn();
		await gone.close();
		const { message } = await editor.testCredential({ apiKey: API_KEY, baseUrl: gone.url });
		expect(message).toBe(
			`${new URL(gone.url).host} could not be reached. Check the host and port of 'Base URL' in the credential, and any proxy or firewall between n8n and the API.`,
		);
	});

	test('does not follow a redirect with the key', async () => {
		const other = await startStandIn();
		testbed.standIn.queue({
			kind: 'raw',
			path: '/v1/models',
			status: 307,
			headers: { location: `${other.url}/v1/models` },
			body: '',
		});
		const tested = await editor.testCredential(credential());
		await other.close();
		expect(tested).toEqual({
			status: 'Error',
			message: expect.stringMatching(/^The server redirects to 127\.0\.0\.1/),
		});
		expect(other.requests).toEqual([]);
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
				'This model is switched off on 2026-11-30, and every item fails from then on: choose a newer one',
			]);
		},
	);

	test('of a model that an expression or an old workflow gives as text', () => {
		expect(editor.hints({ model: 'claude-sonnet-4-5' })).toHaveLength(1);
	});
});
