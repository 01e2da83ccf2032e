import { sleep } from 'n8n-workflow';
import type { ReceivedRequest } from '../standin';
import {
	ask,
	begin,
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

const CONTINUE = { onError: 'continueRegularOutput' as const };

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

test('a request that fails in the second turn is asked again, and the tool is not run again', async () => {
	const headers = { 'retry-after-ms': '1' };
	says(call('adder', { a: 1, b: 2 }));
	standIn.queue({ kind: 'error', status: 529, type: 'overloaded_error', message: 'Busy', headers });
	says(text('Done.'));
	const run = await ask('Go', ['test.adder']);
	expect(calls).toHaveLength(1);
	expect(items(run)[0]?.json.text).toBe('Done.');
});

test('a result of 5 MB is cut off, and says so', async () => {
	says(call('talker', { length: 5_000_000 }));
	says(text('Much.'));
	const run = await ask('Go', ['test.talker']);
	const [result] = Object(resultsIn(run));
	expect(result.content).toHaveLength(
		400_000 + '\n[cut off: the result has 5000000 characters]'.length,
	);
	expect(items(run)[0]?.json.text).toBe('Much.');
});

test('with Retry On Fail a finished item is not asked again, and its tools do not run again', async () => {
	const input = [{ json: { n: 1 } }, { json: { n: 2 } }];
	const failing = (request: ReceivedRequest) => request.rawBody.includes('Use adder {\\"a\\":2');
	const type = 'invalid_request_error';
	standIn.queue({ kind: 'error', status: 400, type, message: 'No', when: failing });
	const run = await ask(
		'={{ `Use adder {"a":${$json.n},"b":1}` }}',
		['test.adder'],
		{ options: { concurrency: 1 } },
		{ input, retryOnFail: true },
	);
	expect(run.error).toBeUndefined();
	expect(items(run).map(({ json }) => json.text)).toEqual([
		'I will use adder.\n\nadder said: 2',
		'I will use adder.\n\nadder said: 3',
	]);
	expect(calls).toEqual([
		['adder', 1, 1],
		['adder', 2, 1],
	]);
});

test('Stop ends the wait for a tool', async () => {
	says(call('sleeper', {}));
	const execution = begin('Go', ['test.sleeper']);
	while (standIn.requests.length === 0 || standIn.open > 0) await sleep(5);
	await sleep(50);
	execution.cancel();
	await Promise.resolve(execution).catch(() => undefined);
	expect(standIn.requests).toHaveLength(1);
});

test('tools in Extra Body would replace the connected ones, and are refused', async () => {
	const extraBody = JSON.stringify({ tools: [] });
	const run = await ask('Go', ['test.adder'], { options: { extraBody } }, CONTINUE);
	expect(run.requests).toEqual([]);
	expect(items(run)[0]?.json.error).toMatchObject({
		message: "'Extra Body' replaces 'tools', and with it the connected tools",
	});
});
