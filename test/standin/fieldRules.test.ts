import { ask, NEW_VERSION, post, refusal, useStandIn } from './testkit';

const standIn = useStandIn();

const TOOL = { name: 'clock', input_schema: { type: 'object' } };
const MCP_SERVER = { type: 'url', url: 'https://mcp.example.com', name: 'calendar' };

describe('a request with all kinds of fields', () => {
	it.each([
		['a metadata user id', { metadata: { user_id: 'u1' } }],
		['a service tier', { service_tier: 'standard_only' }],
		['a system prompt of blocks', { system: [{ type: 'text', text: 'Be brief.' }] }],
		['automatic caching', { cache_control: { type: 'ephemeral', ttl: '1h' } }],
		['a temperature', { temperature: 0 }],
		['a top_k and a top_p', { top_k: 5, top_p: 0.5 }],
		['tools and a choice', { tools: [TOOL], tool_choice: { type: 'tool', name: 'clock' } }],
		['a container', { container: { skills: [{ type: 'anthropic', skill_id: 'pdf' }] } }],
		['thinking', { thinking: { type: 'enabled', budget_tokens: 1024 }, max_tokens: 2000 }],
	])('is answered with %s', async (_, fields) => {
		expect(await post(standIn(), ask('Hello', fields))).toMatchObject({ status: 200 });
	});

	it.each([
		['temprature', { temprature: 1 }],
		['model', { model: 5 }],
		['max_tokens', { max_tokens: '100' }],
		['max_tokens', { max_tokens: 1.5 }],
		['max_tokens', { max_tokens: -1 }],
		['max_tokens', { max_tokens: undefined }],
		['max_tokens', { max_tokens: 64_001 }],
		['temperature', { temperature: 1.1 }],
		['top_p', { top_p: -0.1 }],
		['top_k', { top_k: 1.5 }],
		['stop_sequences.1', { stop_sequences: ['a', ' \n'] }],
		['stop_sequences', { stop_sequences: 'a' }],
		['system', { system: 5 }],
		['system.0', { system: [{ type: 'text', text: '' }] }],
		['metadata.name', { metadata: { name: 'x' } }],
		['service_tier', { service_tier: 'fast' }],
		['inference_geo', { inference_geo: 'mars' }],
		['cache_control.ttl', { cache_control: { type: 'ephemeral', ttl: '2h' } }],
		['output_config.effort', { output_config: { effort: 'extreme' } }],
		['output_config.task_budget', { output_config: { task_budget: { type: 'tokens', total: 9 } } }],
		['thinking.enabled.budget_tokens', { thinking: { type: 'enabled', budget_tokens: 10 } }],
		['thinking.type', { thinking: { type: 'hard' } }],
		['tools.0.name', { tools: [{ ...TOOL, name: 'two words' }] }],
		['tools.0.input_schema.type', { tools: [{ ...TOOL, input_schema: {} }] }],
		['tools.0.type', { tools: [{ type: 'web_search_20990101', name: 'web_search' }] }],
		['tools', { tools: [TOOL, TOOL] }],
		['tool_choice', { tool_choice: { type: 'auto' } }],
		['mcp_servers', { mcp_servers: [MCP_SERVER] }],
		['fallbacks', { fallbacks: 'default' }],
	])('is refused at %s: %j', async (place, fields) => {
		expect(await post(standIn(), ask('Hello', fields))).toMatchObject(
			refusal(400, 'invalid_request_error', `${place}: `),
		);
	});

	it('has beta fields only with their header', async () => {
		const toolset = { type: 'mcp_toolset', mcp_server_name: 'calendar' };
		const body = ask('Hello', { mcp_servers: [MCP_SERVER], tools: [toolset] });
		const beta = { 'anthropic-beta': 'mcp-client-2025-11-20' };
		expect((await post(standIn(), body, beta)).status).toBe(200);
		expect(await post(standIn(), { ...body, tools: [] }, beta)).toMatchObject(
			refusal(400, 'invalid_request_error', 'mcp_servers: '),
		);
	});

	it.each(['temperature', 'top_p', 'top_k'])('has no %s in version 2026-10-21', async (field) => {
		const { json } = await post(standIn(), ask('Hello', { [field]: 1 }), NEW_VERSION);
		expect(json).toMatchObject({
			error: { type: 'invalid_request_error', message: `${field}: Extra inputs are not permitted` },
		});
	});

	it('has at most four cache breakpoints, the longer-lived first', async () => {
		const block = (ttl: string) => ({
			type: 'text',
			text: 'Hello',
			cache_control: { type: 'ephemeral', ttl },
		});
		const four = ['1h', '1h', '5m', '5m'].map(block);
		expect((await post(standIn(), ask(four))).status).toBe(200);
		const automatic = { cache_control: { type: 'ephemeral' } };
		expect((await post(standIn(), ask(four, automatic))).status).toBe(400);
		expect((await post(standIn(), ask([block('5m'), block('1h')]))).status).toBe(400);
	});
});
