import { ask, post, sdk, useStandIn } from './testkit';
import { answerTo, CALCULATOR, CLOCK, comparable, goOn, streamedTo } from './toolkit';

const standIn = useStandIn();
const tools = [CALCULATOR, CLOCK];

const call = (name: string, input: unknown) =>
	expect.objectContaining({
		type: 'tool_use',
		id: expect.stringMatching(/^toolu_/),
		name,
		input,
		caller: { type: 'direct' },
	});
const text = (said: string) => ({ type: 'text', text: said, citations: null });

describe('a question that names a tool', () => {
	it('is answered with a call of it', async () => {
		const message = await answerTo(standIn(), 'Use the Calculator, please.', { tools });
		expect(message).toMatchObject({
			content: [
				text('I will use calculator.'),
				call('calculator', { input: 'Use the Calculator, please.' }),
			],
			stop_reason: 'tool_use',
			usage: { server_tool_use: null },
		});
		expect(message.usage.output_tokens).toBeGreaterThan(10);
	});

	it.each([
		['calculator {"input":"2+3"}', [['calculator', { input: '2+3' }]]],
		[
			'clock, then calculator {"input":"a } clock"}!',
			[
				['clock', {}],
				['calculator', { input: 'a } clock' }],
			],
		],
		[
			'calculator {"input":"1"} calculator {"input":"2"} calculator',
			[
				['calculator', { input: '1' }],
				['calculator', { input: '2' }],
			],
		],
		['clock clock {broken', [['clock', {}]]],
	])(
		'takes the JSON behind the name, in the order in which they come: %s',
		async (question, calls) => {
			const { content } = await answerTo(standIn(), question, { tools });
			expect(content.slice(1)).toEqual(calls.map(([name, input]) => call(String(name), input)));
		},
	);

	it.each(['clocks', 'my-clock', 'o_clock', 'Hello'])(
		'is answered in words when it does not: %s',
		async (question) => {
			expect(await answerTo(standIn(), question, { tools })).toMatchObject({
				content: [text(`You asked: "${question}"`)],
				stop_reason: 'end_turn',
			});
		},
	);

	it('is answered in words when no tool may be used', async () => {
		const tool_choice = { type: 'none' } as const;
		const { stop_reason } = await answerTo(standIn(), 'clock', { tools, tool_choice });
		expect(stop_reason).toBe('end_turn');
	});

	it('is answered with one call when they may not be parallel', async () => {
		const tool_choice = { type: 'auto', disable_parallel_tool_use: true } as const;
		const message = await answerTo(standIn(), 'clock, calculator', { tools, tool_choice });
		expect(message.content).toEqual([text('I will use clock.'), call('clock', {})]);
	});

	it.each([
		[{ type: 'any' } as const, 'Hello', call('calculator', { input: 'Hello' })],
		[{ type: 'any' } as const, 'clock', call('clock', {})],
		[{ type: 'tool', name: 'clock' } as const, 'Hello', call('clock', {})],
		[{ type: 'tool', name: 'clock' } as const, 'calculator', call('clock', {})],
	])('need not be asked when a tool is forced: %j', async (tool_choice, question, made) => {
		const { content } = await answerTo(standIn(), question, { tools, tool_choice });
		expect(content.slice(1)).toEqual([made]);
	});

	it('is not called when max_tokens ends the answer in its input', async () => {
		const { content, stop_reason } = await answerTo(
			standIn(),
			'calculator {"input":"1+1+1+1+1+1+1+1+1+1+1"}',
			{ tools, max_tokens: 12 },
		);
		expect(stop_reason).toBe('max_tokens');
		expect(content).toEqual([text('I will use calculator.'), call('calculator', {})]);
	});

	it('is answered by what a test has queued, with no call', async () => {
		standIn().queue({ kind: 'text', text: 'No.' });
		const message = await answerTo(standIn(), 'clock', { tools });
		expect(message).toMatchObject({ content: [text('No.')], stop_reason: 'end_turn' });
	});

	it('comes to the same in a stream, where the input comes in pieces', async () => {
		const question = 'calculator {"input":"2+3"}, clock';
		const json = await answerTo(standIn(), question, { tools });
		const streamed = await streamedTo(standIn(), question, { tools });
		expect(comparable(streamed)).toEqual(comparable(json));

		const stream = await sdk(standIn()).messages.create({
			model: 'claude-haiku-4-5',
			max_tokens: 100,
			messages: [{ role: 'user', content: question }],
			tools,
			stream: true,
		});
		const pieces: string[] = [];
		for await (const event of stream) {
			if (event.type !== 'content_block_delta' || event.delta.type !== 'input_json_delta') continue;
			if (event.index === 1) pieces.push(event.delta.partial_json);
		}
		expect(pieces.length).toBeGreaterThan(3);
		expect(pieces.join('')).toBe('{"input":"2+3"}');
	});
});

describe('the results of tools', () => {
	const result = (id: string, content: unknown, more = {}) => ({
		type: 'tool_result',
		tool_use_id: id,
		content,
		...more,
	});
	const use = (id: string, name: string) => ({ type: 'tool_use', id, name, input: {} });

	it('end the loop, each quoted', async () => {
		const messages = [
			{ role: 'user', content: 'calculator, clock' },
			{ role: 'assistant', content: [use('toolu_1', 'calculator'), use('call-2', 'clock')] },
			{ role: 'user', content: [result('toolu_1', '5')] },
			{
				role: 'user',
				content: [result('call-2', [{ type: 'text', text: 'It is broken' }], { is_error: true })],
			},
		];
		const body = { ...ask(''), messages, tools, tool_choice: { type: 'any' } };
		expect((await post(standIn(), body)).json).toMatchObject({
			content: [text('calculator said: 5\nclock failed: It is broken')],
			stop_reason: 'end_turn',
		});
	});

	it('may be of a tool that is no longer there', async () => {
		const messages = [
			{ role: 'user', content: 'Hello' },
			{ role: 'assistant', content: [use('toolu_1', 'gone')] },
			{ role: 'user', content: [result('toolu_1', undefined)] },
		];
		for (const more of [{}, { tools }]) {
			expect((await post(standIn(), { ...ask(''), messages, ...more })).json).toMatchObject({
				content: [text('gone said: (nothing)')],
			});
		}
	});

	it('come in the next answer of what the script called', async () => {
		const asked = await answerTo(standIn(), 'clock', { tools });
		const id = asked.content.flatMap((block) => (block.type === 'tool_use' ? [block.id] : []))[0];
		const next = [{ type: 'tool_result' as const, tool_use_id: id ?? '', content: 'noon' }];
		const { content } = await goOn(standIn(), 'clock', asked, next, { tools });
		expect(content).toEqual([text('clock said: noon')]);
	});
});
