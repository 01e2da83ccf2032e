import { ask, bodies, items, says, standIn, text, useToolBed } from './toolBed';

useToolBed();

const WORD = 'mcp-token-of-the-wiki-7f3a';
const URL = 'https://wiki.example.com/mcp';
const server = { serverUrl: URL, name: 'wiki', allowedTools: 'answer' };

const asking = async (more: Parameters<typeof ask>[3] = {}, tools: object = server) =>
	await ask(
		'Please ask wiki what ants are',
		[],
		{ connectTools: false, tools: { mcp: [JSON.parse(JSON.stringify(tools))] } },
		{ onError: 'continueRegularOutput', ...more },
	);

test('an MCP server that needs no token is asked without one', async () => {
	const run = await asking();
	expect(bodies(run)[0]).toMatchObject({
		mcp_servers: [{ type: 'url', name: 'wiki', url: URL }],
		tools: [
			{
				type: 'mcp_toolset',
				mcp_server_name: 'wiki',
				default_config: { enabled: false },
				configs: { answer: { enabled: true } },
			},
		],
	});
	expect(run.requests[0]?.headers['anthropic-beta']).toBe('mcp-client-2025-11-20');
	expect(items(run)[0]?.json).toMatchObject({ stop_reason: 'end_turn' });
});

test("a server's token comes from its credential, and is in nothing that comes out", async () => {
	standIn.mcpToken(URL, WORD);
	const run = await asking({ mcp: { host: 'wiki.example.com', token: WORD } });
	expect(bodies(run)[0]).toMatchObject({ mcp_servers: [{ authorization_token: WORD }] });
	expect(items(run)[0]?.json).toMatchObject({ stop_reason: 'end_turn' });
	expect(JSON.stringify(run.run)).not.toContain(WORD);
});

test('a token for another host is not sent, and the item says so', async () => {
	const run = await asking({ mcp: { host: 'other.example.com', token: WORD } });
	expect(run.requests).toEqual([]);
	expect(items(run)[0]?.json.error).toMatchObject({
		message:
			"The credential 'Claude MCP Server API' is for other.example.com, but the MCP server is at wiki.example.com",
		type: 'invalid_input',
	});
});

test('a wrong token is told in the words of the API, without the token, whoever repeats it', async () => {
	standIn.queue({
		kind: 'error',
		status: 400,
		type: 'invalid_request_error',
		message: `Invalid authorization token ${WORD} for MCP server 'wiki'`,
	});
	const run = await asking({ mcp: { host: 'wiki.example.com', token: WORD } });
	expect(items(run)[0]?.json.error).toMatchObject({
		message: expect.stringMatching(/^Invalid authorization token .* for MCP server 'wiki'$/),
	});
	expect(JSON.stringify(run.run)).not.toContain(WORD);
});

test('beside the server of the credential, another one needs none', async () => {
	const other = { serverUrl: 'https://open.example.com/mcp', name: 'open' };
	const run = await ask(
		'Hello',
		[],
		{ connectTools: false, tools: { mcp: [server, other] } },
		{ mcp: { host: 'wiki.example.com', token: WORD } },
	);
	expect(bodies(run)[0]).toMatchObject({
		mcp_servers: [{ authorization_token: WORD }, { name: 'open' }],
	});
	expect(Object(bodies(run)[0]).mcp_servers[1]).not.toHaveProperty('authorization_token');
});

test('a server that repeats the token in its answer does not get it into the item', async () => {
	says(
		{
			type: 'mcp_tool_use',
			id: 'mcptoolu_1',
			name: 'q',
			server_name: 'wiki',
			input: { [WORD]: 1 },
		},
		{
			type: 'mcp_tool_result',
			tool_use_id: 'mcptoolu_1',
			is_error: true,
			content: [{ type: 'text', text: `401: invalid token "${WORD}"` }],
		},
		text('Sorry.'),
	);
	const run = await ask(
		'Hello',
		[],
		{ connectTools: false, tools: { mcp: [server] }, options: { includeSteps: true } },
		{ mcp: { host: 'wiki.example.com', token: WORD } },
	);
	expect(items(run)[0]?.json).toMatchObject({
		tool_errors: [{ tool: 'q', message: '401: invalid token "•••"' }],
		steps: [{ tool: 'q' }],
	});
	expect(JSON.stringify(items(run))).not.toContain(WORD);
});
