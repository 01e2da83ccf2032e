import Anthropic from '@anthropic-ai/sdk';
import { API_KEY } from './testbed';
import {
	ask,
	bodies,
	call,
	calls,
	items,
	resultsIn,
	says,
	standIn,
	text,
	useToolBed,
} from './toolBed';

useToolBed();

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

test('an ordinary node as a tool gets the values of the item that it is called for', async () => {
	const name = 'echo';
	const parameters = { text: "={{ $json.index }} {{ $fromAI('text', 'What to say', 'string') }}" };
	const input = [{ json: { index: 10 } }, { json: { index: 20 } }, { json: { index: 30 } }];
	const words = '={{ `Use echo {"text":"for ${$json.index}"}` }}';
	await ask(words, [{ type: 'test.echoTool', name, parameters }], {}, { input });
	expect(calls.sort()).toEqual([
		['echo', '10 for 10'],
		['echo', '20 for 20'],
		['echo', '30 for 30'],
	]);
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
