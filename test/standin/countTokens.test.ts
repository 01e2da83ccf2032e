import Anthropic from '@anthropic-ai/sdk';
import {
	ask,
	image,
	NEW_VERSION,
	pdf,
	pdfFile,
	pngHeader,
	post,
	refusal,
	sdk,
	textOf,
	useStandIn,
} from './testkit';

const standIn = useStandIn();

const PATH = '/v1/messages/count_tokens';
const HELLO: Anthropic.MessageCountTokensParams = {
	model: 'claude-haiku-4-5',
	messages: [{ role: 'user', content: 'Hello' }],
};

/** `ask`, without what only a request for an answer has. */
function asked(content: unknown, more: Record<string, unknown> = {}) {
	return ask(content, { max_tokens: undefined, ...more });
}

async function count(body: unknown, headers?: Record<string, string>) {
	return await post(standIn(), body, headers, PATH);
}

describe('counting tokens', () => {
	it('gives the official SDK what a message of the same prompt is billed', async () => {
		const prompt: Anthropic.MessageCountTokensParams = {
			model: 'claude-haiku-4-5',
			system: 'Be brief.',
			tools: [{ name: 'clock', input_schema: { type: 'object' } }],
			tool_choice: { type: 'tool', name: 'clock' },
			messages: [
				{ role: 'user', content: [image(pngHeader(280, 280)), pdf(pdfFile(3))] },
				{ role: 'assistant', content: 'The answer is (' },
			],
		};
		const { input_tokens: counted } = await sdk(standIn()).messages.countTokens(prompt);
		const { usage } = await sdk(standIn()).messages.create({ ...prompt, max_tokens: 10 });
		expect(counted).toBe(usage.input_tokens);
		expect(counted).toBeGreaterThan(6100);
	});

	it('is the same through the beta part of the SDK', async () => {
		const counted = await sdk(standIn()).beta.messages.countTokens({
			...HELLO,
			betas: ['mcp-client-2025-11-20', 'context-management-2025-06-27'],
			mcp_servers: [{ type: 'url', url: 'https://mcp.example.com', name: 'calendar' }],
			tools: [{ type: 'mcp_toolset', mcp_server_name: 'calendar' }],
			context_management: { edits: [{ type: 'clear_tool_uses_20250919' }] },
		});
		expect(counted).toEqual({ input_tokens: expect.any(Number) });
	});

	it.each([
		['thinking', { thinking: { type: 'enabled', budget_tokens: 50_000 } }],
		['an effort', { model: 'claude-opus-5-5', output_config: { effort: 'low' } }],
		['automatic caching', { cache_control: { type: 'ephemeral' } }],
		['a speed', { model: 'claude-opus-5-5', speed: 'fast' }],
	])('takes %s', async (_, fields) => {
		expect((await count(asked('Hello', fields))).status).toBe(200);
	});

	it('counts a prompt that is too long for the model', async () => {
		const { json } = await count(asked('a'.repeat(1_000_000)));
		expect(json).toEqual({ input_tokens: 250_000 });
	});

	it.each([
		['max_tokens', 10],
		['stream', true],
		['temperature', 1],
		['top_p', 1],
		['top_k', 1],
		['metadata', {}],
		['stop_sequences', ['a']],
		['service_tier', 'auto'],
		['inference_geo', 'us'],
		['container', 'container_1'],
		['diagnostics', {}],
		['betas', []],
		['mcp_servers', []],
		['context_management', { edits: [] }],
	])('takes no %s', async (field, value) => {
		const extra = { message: `${field}: Extra inputs are not permitted` };
		expect(await count(asked('Hello', { [field]: value }))).toMatchObject({
			status: 400,
			json: { error: extra },
		});
	});

	it.each([
		['model', { model: undefined }],
		['messages', { messages: [] }],
		['messages.0.content.0', { messages: [{ role: 'user', content: ' ' }] }],
		['tool_choice', { tool_choice: { type: 'auto' } }],
		['output_config.effort', { output_config: { effort: 'low' } }],
		['output_config.format', { output_config: { format: { type: 'xml', schema: {} } } }],
		['system.0', { system: [{ type: 'text', text: '' }] }],
		['speed', { speed: 'fast' }],
		['thinking.enabled.budget_tokens', { thinking: { type: 'enabled', budget_tokens: 1 } }],
	])('refuses the same as a message at %s: %j', async (place, fields) => {
		expect(await count(asked('Hello', fields))).toMatchObject(
			refusal(400, 'invalid_request_error', place),
		);
	});

	it('refuses a prefill, a fifth breakpoint and a broken image as a message does', async () => {
		const hello = { type: 'text', text: 'Hello', cache_control: { type: 'ephemeral' } };
		const broken = image(Buffer.from('no image'));
		const prefilled = [
			{ role: 'user', content: 'Hello' },
			{ role: 'assistant', content: 'Well,' },
		];
		const bodies = [
			{ model: 'claude-opus-5-5', messages: prefilled },
			asked([hello, hello, hello, hello, hello]),
			asked([broken]),
		];
		for (const body of bodies) {
			expect(await count(body, NEW_VERSION)).toMatchObject(refusal(400, 'invalid_request_error'));
		}
	});

	it('needs a key and a model that is not retired', async () => {
		const noKey = await count(asked('Hello'), { 'x-api-key': 'sk' });
		expect(noKey).toMatchObject(refusal(401, 'authentication_error'));
		const retired = await count(asked('Hello', { model: 'claude-3-haiku-20240307' }));
		expect(retired).toMatchObject(refusal(404, 'not_found_error', 'model: claude-3-haiku'));
	});
});

describe('a queued reply', () => {
	it('can be an error or a fault of count_tokens', async () => {
		const client = sdk(standIn());
		const error = {
			kind: 'error',
			status: 529,
			type: 'overloaded_error',
			message: 'Full',
		} as const;
		standIn().queue({ ...error, path: PATH }, { kind: 'cut', path: PATH });
		expect((await post(standIn(), ask('Hello'))).status).toBe(200);
		await expect(client.messages.countTokens(HELLO)).rejects.toMatchObject({
			status: 529,
			type: 'overloaded_error',
		});
		await expect(client.messages.countTokens(HELLO)).rejects.toThrow(/terminated|aborted/);
		expect(await client.messages.countTokens(HELLO)).toEqual({ input_tokens: 2 });
	});

	it('can be a number of tokens, which no message takes', async () => {
		standIn().queue({ kind: 'tokens', inputTokens: 4711 });
		expect(textOf(await sdk(standIn()).messages.create({ ...HELLO, max_tokens: 9 }))).toBe(
			'You asked: "Hello"',
		);
		expect((await count({ ...HELLO, max_tokens: 9 })).status).toBe(400);
		expect(await sdk(standIn()).messages.countTokens(HELLO)).toEqual({ input_tokens: 4711 });
		expect(await sdk(standIn()).messages.countTokens(HELLO)).toEqual({ input_tokens: 2 });
	});

	it('that is a message waits for a request that wants one', async () => {
		standIn().queue({ kind: 'text', text: 'kept' }, { kind: 'text', text: 'lost', path: PATH });
		expect((await count(asked('Hello'))).json).toEqual({ input_tokens: 2 });
		expect((await post(standIn(), ask('Hello'))).json).toMatchObject({
			content: [{ text: 'kept' }],
		});
		expect((await count(asked('Hello'))).json).toEqual({ input_tokens: 2 });
	});
});

describe('the limit on counting', () => {
	it('is another one than the limit on messages', async () => {
		standIn().limitRequests({ perSecond: 0.1, burst: 1, path: PATH });
		expect((await count(asked('Hello'))).headers).toMatchObject({
			'anthropic-ratelimit-requests-remaining': '0',
		});
		expect(await count(asked('Hello'))).toMatchObject(refusal(429, 'rate_limit_error'));
		expect((await post(standIn(), ask('Hello'))).status).toBe(200);
		standIn().reset();
		standIn().limitRequests({ perSecond: 0.1, burst: 1 });
		await post(standIn(), ask('Hello'));
		expect((await post(standIn(), ask('Hello'))).status).toBe(429);
		expect((await count(asked('Hello'))).status).toBe(200);
	});

	it('leaves every request in the record', async () => {
		await count(asked('Hello'));
		expect(standIn().requests).toEqual([
			expect.objectContaining({ method: 'POST', path: PATH, body: HELLO }),
		]);
		expect(standIn().cache.writes).toBe(0);
	});
});
