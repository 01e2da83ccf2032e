import { ask, post, refusal, useStandIn } from './testkit';
import { answerTo, CALCULATOR, goOn, MCP, MCP_BETA, SEARCH } from './toolkit';

const standIn = useStandIn();

const QUESTION = 'search for ants. Then calculator {"input":"2+3"}';
const TOOLS = [CALCULATOR, SEARCH];
const USE = { type: 'tool_use', id: 'toolu_1', name: 'calculator', input: {} };
const RESULT = { type: 'tool_result', tool_use_id: 'toolu_1', content: '5' };
const OPEN = {
	type: 'server_tool_use',
	id: 'srvtoolu_1',
	name: 'web_search',
	input: { query: 'x' },
};
const FOUND = { type: 'web_search_tool_result', tool_use_id: 'srvtoolu_1', content: [] };
const WORDS = { type: 'text', text: 'And?' };

const user = (...content: unknown[]) => ({ role: 'user', content });
const assistant = (...content: unknown[]) => ({ role: 'assistant', content });

async function send(messages: unknown[], more: Record<string, unknown> = {}, headers = {}) {
	return await post(standIn(), { ...ask(''), messages, tools: TOOLS, ...more }, headers);
}

const LOST =
	'messages.1: `web_search` tool use with id `srvtoolu_1` was found without a corresponding ' +
	'`web_search_tool_result` block';

describe('a server tool beside one of the client', () => {
	it('waits, and its result comes first in the next answer', async () => {
		const asked = await answerTo(standIn(), QUESTION, { tools: TOOLS });
		expect(asked).toMatchObject({
			content: [
				{ type: 'text', text: 'I will use calculator.' },
				{ type: 'server_tool_use', name: 'web_search', input: { query: 'ants' } },
				{ type: 'tool_use', name: 'calculator', input: { input: '2+3' } },
			],
			stop_reason: 'tool_use',
			usage: { server_tool_use: null },
		});
		const [open, call] = asked.content.slice(1).map((block) => ('id' in block ? block.id : ''));
		const next = [{ type: 'tool_result' as const, tool_use_id: call ?? '', content: '5' }];
		const answer = await goOn(standIn(), QUESTION, asked, next, { tools: TOOLS });
		expect(answer).toMatchObject({
			content: [
				{ type: 'web_search_tool_result', tool_use_id: open },
				{ text: 'The web has a page about ants.\n', citations: [{}] },
				{ text: 'calculator said: 5' },
			],
			stop_reason: 'end_turn',
			usage: { server_tool_use: { web_search_requests: 1 } },
		});
	});

	it.each([
		[
			'with its result in the same turn',
			[user(WORDS), assistant(OPEN, FOUND, USE), user(RESULT, WORDS)],
		],
		[
			'with its result in the next',
			[user(WORDS), assistant(OPEN, USE), user(RESULT), assistant(FOUND, WORDS), user(WORDS)],
		],
		['paused', [user(WORDS), assistant(OPEN)]],
		['paused and gone on', [user(WORDS), assistant(OPEN), assistant(FOUND, WORDS), user(WORDS)]],
	])('is taken %s', async (_, messages) => {
		expect(await send(messages)).toMatchObject({ status: 200 });
	});

	it.each([
		['words beside the result', [user(WORDS), assistant(OPEN, USE), user(RESULT, WORDS)], {}],
		['words alone', [user(WORDS), assistant(OPEN), user(WORDS)], {}],
		[
			'no such tool any more',
			[user(WORDS), assistant(OPEN, USE), user(RESULT)],
			{ tools: [CALCULATOR] },
		],
		['no tools any more', [user(WORDS), assistant(OPEN, USE), user(RESULT)], { tools: undefined }],
		[
			'no result in the next answer',
			[user(WORDS), assistant(OPEN, USE), user(RESULT), assistant(WORDS), user(WORDS)],
			{},
		],
	])('is refused with %s', async (_, messages, more) => {
		const { status, json } = await send(messages, more);
		expect(status).toBe(400);
		expect(json).toMatchObject({ error: { type: 'invalid_request_error', message: LOST } });
	});

	it('is refused when a result of the client is missing', async () => {
		const other = { ...USE, id: 'toolu_2' };
		expect(await send([user(WORDS), assistant(OPEN, USE, other), user(RESULT)])).toMatchObject(
			refusal(400, 'invalid_request_error', 'messages.1: `tool_use` ids were found without'),
		);
	});

	it('goes on with its result when the turn had paused', async () => {
		expect((await send([user(WORDS), assistant(OPEN)])).json).toMatchObject({
			content: [{ type: 'web_search_tool_result', tool_use_id: 'srvtoolu_1' }, {}, {}],
			stop_reason: 'end_turn',
		});
	});

	it('may be one of an MCP server', async () => {
		const open = {
			type: 'mcp_tool_use',
			id: 'mcptoolu_1',
			name: 'x',
			server_name: 'wiki',
			input: {},
		};
		const messages = [user(WORDS), assistant(open, USE), user(RESULT)];
		const tools = [CALCULATOR, ...MCP.tools];
		const { mcp_servers } = MCP;
		expect((await send(messages, { tools, mcp_servers }, MCP_BETA)).json).toMatchObject({
			content: [{ type: 'mcp_tool_result', tool_use_id: 'mcptoolu_1' }, {}],
		});
		expect(await send(messages, {}, MCP_BETA)).toMatchObject(
			refusal(
				400,
				'invalid_request_error',
				'messages.1: `x` tool use with id `mcptoolu_1` was found',
			),
		);
	});
});

describe('the id of a call', () => {
	it.each([
		['messages.1.content.0.id', { ...OPEN, id: 'toolu_1' }],
		['messages.1.content.0.id', { ...USE, id: 'functions.Bash:0' }],
		[
			'messages.1.content.0.id',
			{ type: 'mcp_tool_use', id: 'toolu_1', name: 'x', server_name: 'wiki', input: {} },
		],
	])('tells whose it is, or is refused at %s: %j', async (place, block) => {
		expect(await send([user(WORDS), assistant(block), user(WORDS)], {}, MCP_BETA)).toMatchObject(
			refusal(400, 'invalid_request_error', `${place}: String should match pattern`),
		);
	});
});
