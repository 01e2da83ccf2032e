import { ask, post, refusal, useStandIn } from './testkit';
import { answerTo, comparable, goOn, MCP, MCP_BETA, streamedTo } from './toolkit';

const standIn = useStandIn();

const BETAS = { betas: ['mcp-client-2025-11-20'] };
const QUESTION = 'Please ask wiki: what are ants?';

async function withServer(server: Record<string, unknown>) {
	const mcp_servers = [{ ...MCP.mcp_servers[0], ...server }];
	return await post(standIn(), ask('Hello', { ...MCP, mcp_servers }), MCP_BETA);
}

describe('an MCP server that is asked', () => {
	it('answers', async () => {
		expect(await answerTo(standIn(), QUESTION, { ...MCP, ...BETAS })).toMatchObject({
			content: [
				{
					type: 'mcp_tool_use',
					id: expect.stringMatching(/^mcptoolu_/),
					name: 'answer',
					server_name: 'wiki',
					input: { question: 'what are ants?' },
				},
				{
					type: 'mcp_tool_result',
					tool_use_id: expect.stringMatching(/^mcptoolu_/),
					is_error: false,
					content: [{ type: 'text', text: 'You asked me: what are ants?' }],
				},
				{ text: `wiki said: You asked me: what are ants?\nYou asked: "${QUESTION}"` },
			],
			stop_reason: 'end_turn',
		});
	});

	it('is called by the first tool that is not switched off', async () => {
		const configs = { write: { enabled: false }, read: {} };
		const tools = MCP.tools.map((toolset) => ({ ...toolset, configs }));
		const { content } = await answerTo(standIn(), QUESTION, { ...MCP, ...BETAS, tools });
		expect(content[0]).toMatchObject({ name: 'read' });
	});

	it.each([QUESTION, 'ask wiki badly'])(
		'comes to the same in a stream, and back as history: %s',
		async (question) => {
			const more = { ...MCP, ...BETAS };
			const json = await answerTo(standIn(), question, more);
			expect(json.content[1]).toMatchObject({ is_error: question !== QUESTION });
			expect(comparable(await streamedTo(standIn(), question, more))).toEqual(comparable(json));
			expect(await goOn(standIn(), question, json, 'And bees?', more)).toMatchObject({
				content: [{ text: 'You asked: "And bees?"' }],
			});
		},
	);
});

describe('the address of an MCP server', () => {
	it.each(['https://mcp.example.com/', 'http://127.0.0.1:8080/mcp', 'http://localhost/'])(
		'may be %s',
		async (url) => expect(await withServer({ url })).toMatchObject({ status: 200 }),
	);

	it.each(['http://mcp.example.com/', 'ftp://mcp.example.com/', 'wiki', ''])(
		'may not be %j',
		async (url) => {
			expect(await withServer({ url })).toMatchObject(
				refusal(400, 'invalid_request_error', 'mcp_servers.0.url: '),
			);
		},
	);
});

describe('the token of an MCP server', () => {
	const url = 'https://mcp.example.com/sse';

	it.each([undefined, null, 'wrong'])('is missed when %j comes', async (authorization_token) => {
		standIn().mcpToken(url, 'secret');
		standIn().queue({ kind: 'text', text: 'not for you' });
		expect(await withServer({ authorization_token })).toMatchObject(
			refusal(400, 'invalid_request_error', "Invalid authorization token for MCP server 'wiki'."),
		);
		expect(standIn().requests[0]?.body).toMatchObject({
			mcp_servers: [authorization_token === undefined ? { url } : { url, authorization_token }],
		});
	});

	it('opens it, and is not asked for elsewhere', async () => {
		standIn().mcpToken(url, 'secret');
		expect(await withServer({ authorization_token: 'secret' })).toMatchObject({ status: 200 });
		expect(await withServer({ url: 'https://other.example.com/' })).toMatchObject({ status: 200 });
		standIn().reset();
		expect(await withServer({})).toMatchObject({ status: 200 });
	});
});
