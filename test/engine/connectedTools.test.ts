import Anthropic from '@anthropic-ai/sdk';
import type { INode, INodeParameters, INodeType } from 'n8n-workflow';
import { z } from 'zod';
import { type ReceivedRequest, type StandIn, startStandIn } from '../standin';
import { Engine, type FinishedRun, type WorkflowFile } from './host';
import { API_KEY, type AskOptions, CREDENTIAL, question, workflowOf } from './testbed';
import { nodeAsTool, NUMBERS, textTool, toolkitNode, toolNode } from './toolNodes';

let calls: unknown[][] = [];

const NODES: Record<string, INodeType> = {
	'test.calculator': textTool('calculator', (input) => {
		calls.push(['calculator', input]);
		return String(input.split('+').reduce((sum, each) => sum + Number(each), 0));
	}),
	'test.adder': toolNode('adder', NUMBERS, ({ a, b }) => {
		calls.push(['adder', a, b]);
		return Number(a) + Number(b);
	}),
	'test.thrower': toolNode('thrower', z.object({ text: z.string() }), () => {
		throw new Error('The printer is on fire');
	}),
	'test.sleeper': toolNode('sleeper', z.object({}), async () => await new Promise(() => undefined)),
	'test.kit': toolkitNode('kit', {
		upper: ({ text }) => String(text).toUpperCase(),
		lower: ({ text }) => String(text).toLowerCase(),
	}),
	'test.echoTool': nodeAsTool('echoTool', (text) => {
		calls.push(['echo', text]);
		return text;
	}),
	'test.gated': toolNode('gated', z.object({}), () => '', {
		metadata: { sourceNodeName: 'Approve', gatedToolNodeName: 'gated' },
	}),
	'test.long name!': toolNode('my tool (äöü)', z.object({}), () => 'It is fine.'),
};

let engine: Engine;
let standIn: StandIn;
beforeAll(async () => {
	engine = await Engine.start(NODES);
	standIn = await startStandIn({ apiKey: API_KEY });
});
beforeEach(() => {
	standIn.reset();
	calls = [];
});
afterAll(async () => await standIn.close());

interface Tool {
	type: string;
	name?: string;
	parameters?: INodeParameters;
	disabled?: boolean;
}

function withTools(file: WorkflowFile, tools: readonly Tool[]): WorkflowFile {
	const nodes = tools.map(
		({ type, name = type, parameters = {}, disabled }): INode => ({
			id: name,
			name,
			type,
			typeVersion: 1,
			position: [0, 300],
			parameters,
			...(disabled ? { disabled } : {}),
		}),
	);
	const connected = nodes.map(({ name }) => [
		name,
		{ ai_tool: [[{ node: 'Claude Messages', type: 'ai_tool' as const, index: 0 }]] },
	]);
	return {
		...file,
		nodes: [...file.nodes, ...nodes],
		connections: { ...file.connections, ...Object.fromEntries(connected) },
	};
}

async function ask(
	words: string,
	tools: ReadonlyArray<Tool | string>,
	{ options = {}, ...more }: { options?: INodeParameters } & INodeParameters = {},
	{ input = [{ json: {} }], onError }: AskOptions = {},
): Promise<FinishedRun & { requests: readonly ReceivedRequest[] }> {
	const parameters = {
		...question(words),
		operation: 'send',
		connectTools: true,
		options,
		...more,
	};
	const nodes = tools.map((tool) => (typeof tool === 'string' ? { type: tool } : tool));
	const before = standIn.requests.length;
	const run = await engine.run(withTools(workflowOf(parameters, onError), nodes), {
		credentials: { [CREDENTIAL]: { apiKey: API_KEY, baseUrl: standIn.url } },
		input,
	});
	return { ...run, requests: standIn.requests.slice(before) };
}

const items = (run: FinishedRun) => run.items('Claude Messages');

test('Claude calls a connected tool, and answers with what it said', async () => {
	const run = await ask('Please use calculator {"input":"2+3"}', ['test.calculator']);
	expect(run.error).toBeUndefined();
	expect(calls).toEqual([['calculator', '2+3']]);
	expect(items(run)).toMatchObject([
		{
			json: {
				text: 'I will use calculator.\n\ncalculator said: 5',
				stop_reason: 'end_turn',
				usage: { calls: 2 },
			},
			pairedItem: { item: 0 },
		},
	]);
	expect(items(run)[0]?.json).not.toHaveProperty('tool_calls');
	expect(run.requests.map(({ body }) => body)).toMatchObject([{}, {}]);
});

const bodies = (run: { requests: readonly ReceivedRequest[] }) =>
	run.requests
		.filter(({ method }) => method === 'POST')
		.map(({ body }) => body as Anthropic.Beta.MessageCreateParams);

test('the bodies of every turn are those of the official tool runner', async () => {
	const words =
		'Use adder {"a":1,"b":2} and calculator {"input":"2+3"} and adder {"a":3,"b":4}, please.';
	const run = await ask(words, ['test.adder', 'test.calculator'], { maxTokens: 1024 });
	expect(run.error).toBeUndefined();
	const [first] = bodies(run);
	if (first === undefined) throw new Error('Nothing was sent');
	standIn.reset();
	const client = new Anthropic({ apiKey: API_KEY, baseURL: standIn.url });
	const tools = (first.tools ?? []).map((tool) => ({
		...(tool as Anthropic.Beta.BetaTool),
		run: (input: Record<string, unknown>) =>
			'input' in input ? '5' : String(Number(input.a) + Number(input.b)),
	}));
	const runner = client.beta.messages.toolRunner({ ...first, tools, thread: false, stream: false });
	const message = await runner;
	const sdk = standIn.requests.map(({ body }) => body);
	expect(sdk).toHaveLength(2);
	const stableIds = (list: unknown) => JSON.stringify(list).replaceAll(/toolu_\w+/g, 'toolu_1');
	expect(JSON.parse(stableIds(bodies(run)))).toEqual(
		JSON.parse(stableIds(sdk.map((body) => withoutStream(body)))),
	);
	expect(items(run)[0]?.json.text).toContain(textOf(message));
});

function withoutStream(body: unknown): unknown {
	return Object.fromEntries(Object.entries(Object(body)).filter(([name]) => name !== 'stream'));
}

const textOf = ({ content }: Anthropic.Beta.BetaMessage) =>
	content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('');

/** What the model says next, as a script. */
function says(...content: object[]) {
	const stop_reason = content.some((block) => Object(block).type === 'tool_use')
		? ('tool_use' as const)
		: ('end_turn' as const);
	standIn.queue({
		kind: 'message',
		message: JSON.parse(JSON.stringify({ content, stop_reason })),
	});
}
const call = (name: string, input: unknown, id = `toolu_${name}`) => ({
	type: 'tool_use',
	id,
	name,
	input,
});
const text = (words: string) => ({ type: 'text', text: words });

/** The results that the second request brought back. */
const resultsIn = (run: { requests: readonly ReceivedRequest[] }, index = 1) =>
	bodies(run)[index]?.messages.at(-1)?.content;

test('thinking with its signature goes back unchanged, and all calls of a turn are answered in one', async () => {
	const thinking = { type: 'thinking', thinking: 'Add both.', signature: 'c2ln' };
	says(
		thinking,
		text('I add.'),
		call('adder', { a: 1, b: 2 }, 'toolu_1'),
		call('adder', { a: 3, b: 4 }, 'toolu_2'),
	);
	says(text('3 and 7'));
	const run = await ask('Add', ['test.adder'], { options: { thinking: 'adaptive' } });
	expect(bodies(run)[1]?.messages).toEqual([
		{ role: 'user', content: 'Add' },
		{
			role: 'assistant',
			content: [
				thinking,
				{ ...text('I add.') },
				call('adder', { a: 1, b: 2 }, 'toolu_1'),
				call('adder', { a: 3, b: 4 }, 'toolu_2'),
			],
		},
		{
			role: 'user',
			content: [
				{ type: 'tool_result', tool_use_id: 'toolu_1', content: '3' },
				{ type: 'tool_result', tool_use_id: 'toolu_2', content: '7' },
			],
		},
	]);
	expect(items(run)[0]?.json).toMatchObject({ text: 'I add.\n\n3 and 7', thinking: 'Add both.' });
});

test.each([
	['that throws', 'test.thrower', call('thrower', { text: 'x' }), /The printer is on fire/],
	[
		'that got an argument of the wrong type',
		'test.adder',
		call('adder', { a: 'one', b: 2 }),
		/schema/i,
	],
	['that is not there', 'test.adder', call('subtractor', {}), /no tool with the name subtractor/],
	['whose input is no object', 'test.adder', call('adder', [1]), /not a JSON object: \[1\]/],
])(
	'a tool %s goes back to Claude as a failed call, with the reason',
	async (_, type, block, reason) => {
		says(block);
		says(text('Sorry.'));
		const run = await ask('Go', [type]);
		expect(resultsIn(run)).toEqual([
			{
				type: 'tool_result',
				tool_use_id: block.id,
				content: expect.stringMatching(reason),
				is_error: true,
			},
		]);
		expect(items(run)[0]?.json.text).toBe('Sorry.');
	},
);

test('a tool that never ends is given up after Timeout', async () => {
	says(call('sleeper', {}));
	says(text('It sleeps.'));
	const run = await ask('Go', ['test.sleeper'], { options: { timeout: 0.3 } });
	expect(resultsIn(run)).toEqual([
		{
			type: 'tool_result',
			tool_use_id: 'toolu_sleeper',
			content: 'The tool did not answer within 0.3 seconds.',
			is_error: true,
		},
	]);
});

test('a tool that waits for a person is refused before anything is sent', async () => {
	const run = await ask('Go', ['test.gated'], {}, { onError: 'continueRegularOutput' });
	expect(run.requests).toEqual([]);
	expect(items(run)).toMatchObject([
		{
			json: {
				error: {
					message:
						"The connected tool 'gated' waits for a person's approval, which this node cannot do",
					type: 'invalid_input',
				},
			},
		},
	]);
});

test('a name that the API refuses is repaired for it, and the item has the own one', async () => {
	says(call('my_tool______', {}));
	says(text('Done.'));
	const run = await ask('Go', ['test.long name!'], { options: { includeSteps: true } });
	expect(bodies(run)[0]?.tools).toMatchObject([{ name: 'my_tool______' }]);
	expect(items(run)[0]?.json.steps).toEqual([
		{
			tool: 'my tool (äöü)',
			id: 'toolu_my_tool______',
			input: {},
			output: 'It is fine.',
			is_error: false,
			duration_ms: expect.any(Number),
		},
	]);
});

test('a toolkit brings its tools, and a disabled node none', async () => {
	says(call('upper', { text: 'aBc' }), call('lower', { text: 'aBc' }));
	says(text('Done.'));
	const run = await ask('Go', ['test.kit', { type: 'test.adder', disabled: true }]);
	expect(bodies(run)[0]?.tools).toEqual([
		{
			name: 'upper',
			description: 'The tool upper of kit',
			input_schema: { type: 'object', properties: { text: { type: 'string' } } },
		},
		{
			name: 'lower',
			description: 'The tool lower of kit',
			input_schema: { type: 'object', properties: { text: { type: 'string' } } },
		},
	]);
	expect(resultsIn(run)).toMatchObject([{ content: 'ABC' }, { content: 'abc' }]);
});

test('two tools of one name are refused before anything is sent', async () => {
	const run = await ask(
		'Go',
		[{ type: 'test.adder' }, { type: 'test.adder', name: 'again' }],
		{},
		{ onError: 'continueRegularOutput' },
	);
	expect(run.requests).toEqual([]);
	expect(items(run)[0]?.json.error).toMatchObject({
		message: "There are two tools with the name 'adder'",
		type: 'invalid_input',
	});
});

test('tools are evaluated for each item', async () => {
	const tool = { type: 'test.adder', parameters: { note: '={{ $json.note }}' } };
	const input = [{ json: { note: ' One.' } }, { json: { note: ' Two.' } }];
	const run = await ask('Hello', [tool], {}, { input });
	const described = bodies(run).map(({ tools }) => Object(tools?.[0]).description);
	expect(described.sort()).toEqual(['Does what adder does. One.', 'Does what adder does. Two.']);
});

test('an ordinary node as a tool gets the arguments of its own call, with many items at once', async () => {
	const name = 'echo';
	const parameters = { text: "={{ $fromAI('text', 'What to say', 'string') }}" };
	const input = Array.from({ length: 12 }, (_, index) => ({ json: { index } }));
	const words =
		'={{ `Use echo {"text":"${$json.index} one"} and echo {"text":"${$json.index} two"}` }}';
	const run = await ask(words, [{ type: 'test.echoTool', name, parameters }], {}, { input });
	expect(run.error).toBeUndefined();
	expect(items(run).map(({ json }) => json.text)).toEqual(
		input.map(({ json: { index } }) =>
			expect.stringMatching(
				new RegExp(`echo said: .*"${index} one".*echo said: .*"${index} two"`, 's'),
			),
		),
	);
	expect(run.run.data.resultData.runData[name]).toHaveLength(24);
});

test('after Max Tool Turns the item fails, with the text and the calls so far', async () => {
	for (let turn = 0; turn < 4; turn++)
		says(text(`Turn ${turn}.`), call('adder', { a: turn, b: 1 }, `toolu_${turn}`));
	const run = await ask(
		'Go',
		['test.adder'],
		{ options: { maxToolTurns: 2 } },
		{ onError: 'continueRegularOutput' },
	);
	expect(calls).toHaveLength(2);
	expect(run.requests).toHaveLength(3);
	expect(items(run)[0]?.json.error).toEqual({
		message: "Claude still called tools after 2 turns, which is 'Max Tool Turns'",
		description: expect.stringMatching(
			/adder, adder, adder.*adder \{"a":2,"b":1\}.*Turn 0\.\n\nTurn 1\.\n\nTurn 2\./s,
		),
		type: 'max_tool_turns',
		status: 200,
		request_id: expect.stringMatching(/^req_/),
	});
});

test('a forced choice holds for the first turn only', async () => {
	const model = { __rl: true, mode: 'id', value: 'claude-haiku-4-5' };
	const run = await ask('Hello', ['test.adder'], { model, options: { toolChoice: 'adder' } });
	expect(bodies(run).map((body) => body.tool_choice)).toEqual([
		{ type: 'tool', name: 'adder' },
		{ type: 'auto' },
	]);
});

test('with Prompt Caching every turn reads what the last one wrote', async () => {
	const system = 'You add. '.repeat(3000);
	for (let turn = 0; turn < 4; turn++) says(call('adder', { a: turn, b: 1 }, `toolu_${turn}`));
	says(text('Done.'));
	const run = await ask('Go', ['test.adder'], { system, options: { promptCaching: '5m' } });
	expect(bodies(run).map((body) => body.cache_control)).toEqual(
		Array.from({ length: 5 }, () => ({ type: 'ephemeral' })),
	);
	expect(standIn.cache).toMatchObject({ reads: 4 });
});

test('a turn that also calls a tool of the workflow is left to the workflow', async () => {
	says(call('adder', { a: 1, b: 2 }), call('ask_boss', { what: 'A raise' }));
	const custom = { name: 'ask_boss', jsonSchemaExample: '{"what":"A raise"}' };
	const run = await ask('Go', ['test.adder'], { tools: { custom: [custom] } });
	expect(calls).toEqual([]);
	expect(items(run)[0]?.json).toMatchObject({
		stop_reason: 'tool_use',
		tool_calls: [
			{ id: 'toolu_adder', name: 'adder', input: { a: 1, b: 2 } },
			{ id: 'toolu_ask_boss', name: 'ask_boss', input: { what: 'A raise' } },
		],
	});
});

test('the conversation with its calls can be continued', async () => {
	const run = await ask('Use adder {"a":1,"b":2}', ['test.adder'], {
		options: { includeConversation: true },
	});
	const messages = items(run)[0]?.json.messages;
	expect(messages).toMatchObject([
		{ role: 'user' },
		{
			role: 'assistant',
			content: [{ type: 'thinking' }, { type: 'text' }, { type: 'tool_use', name: 'adder' }],
		},
		{ role: 'user', content: [{ type: 'tool_result', content: '3' }] },
		{ role: 'assistant', content: 'adder said: 3' },
	]);
	const next = await ask('', [], {
		connectTools: false,
		messagesInput: 'json',
		messagesJson: JSON.stringify([...Object(messages), { role: 'user', content: 'Thanks' }]),
	});
	expect(items(next)[0]?.json.stop_reason).toBe('end_turn');
});

test('JSON after tools is that of the last turn', async () => {
	says(text('I add.'), call('adder', { a: 1, b: 2 }));
	says(text('{"sum":3}'));
	const run = await ask('Go', ['test.adder'], {
		outputFormat: 'json',
		jsonSchemaExample: '{"sum":1}',
	});
	expect(items(run)[0]?.json.output).toEqual({ sum: 3 });
});

test('a hundred calls in one turn run together', async () => {
	says(
		...Array.from({ length: 100 }, (_, index) =>
			call('adder', { a: index, b: 1 }, `toolu_${index}`),
		),
	);
	says(text('Done.'));
	const run = await ask('Go', ['test.adder']);
	expect(resultsIn(run)).toEqual(
		Array.from({ length: 100 }, (_, index) => ({
			type: 'tool_result',
			tool_use_id: `toolu_${index}`,
			content: String(index + 1),
		})),
	);
});

test('20 items with tools, 10 at once, come out in order', async () => {
	const input = Array.from({ length: 20 }, (_, index) => ({ json: { index } }));
	const run = await ask(
		'={{ `Use adder {"a":${$json.index},"b":1}` }}',
		['test.adder'],
		{},
		{ input },
	);
	expect(items(run).map(({ json }) => json.text)).toEqual(
		input.map(({ json: { index } }) => `I will use adder.\n\nadder said: ${index + 1}`),
	);
});

test('a request that fails in the second turn is asked again, and the tool is not run again', async () => {
	const headers = { 'retry-after-ms': '1' };
	says(call('adder', { a: 1, b: 2 }));
	standIn.queue({ kind: 'error', status: 529, type: 'overloaded_error', message: 'Busy', headers });
	says(text('Done.'));
	const run = await ask('Go', ['test.adder']);
	expect(calls).toHaveLength(1);
	expect(items(run)[0]?.json.text).toBe('Done.');
});
