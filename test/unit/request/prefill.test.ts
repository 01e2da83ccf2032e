import { Failure } from '../../../nodes/shared/errors/failure';
import type { Turn } from '../../../nodes/ClaudeMessages/request/body';
import { settlePrefill } from '../../../nodes/ClaudeMessages/request/prefill';

const HAIKU = 'claude-haiku-4-5';
const SONNET = 'claude-sonnet-5-5';
const ask: Turn = { role: 'user', content: 'Which one?' };
const assistant = (content: Turn['content']): Turn => ({ role: 'assistant', content });
const text = (words: string) => ({ type: 'text', text: words });

describe('on a model that continues a prefill', () => {
	const settle = (turns: Turn[], prefill = '') => settlePrefill(turns, prefill, HAIKU, 'fail');

	test('without a prefill the turns go as they are', () => {
		const turns = [ask, assistant('A'), ask];
		expect(settle(turns)).toEqual({
			turns,
			conversation: turns,
			prefill: '',
			way: 'continued',
		});
	});

	test.each([
		['The answer is (', 'The answer is ('],
		['The answer is ( ', 'The answer is ('],
		['The answer is (\n\n', 'The answer is ('],
		['The answer is (\r\n\t \u00a0', 'The answer is ('],
		['  {"a":', '  {"a":'],
	])('the field %j is the last turn, its blank end trimmed', (field, prefill) => {
		expect(settle([ask], field)).toEqual({
			turns: [ask, assistant(prefill)],
			conversation: [ask],
			prefill,
			way: 'continued',
		});
	});

	test.each(['', ' ', '\n\t \r\n'])('a blank field %j is no prefill', (field) => {
		expect(settle([ask], field).turns).toEqual([ask]);
	});

	test.each<[string, Turn['content'], Turn['content'], string]>([
		['text', 'A:\n\n', 'A:', 'A:'],
		['one block', [text('A: ')], [text('A:')], 'A:'],
		['several blocks', [text('A '), text('B \n')], [text('A '), text('B')], 'A B'],
		['a blank block at the end', [text('A: '), text(' \n')], [text('A:')], 'A:'],
		['two blank blocks at the end', [text('A '), text(''), text(' ')], [text('A')], 'A'],
	])('an assistant turn at the end is a prefill too: %s', (_, content, sent, prefill) => {
		expect(settle([ask, assistant(content)])).toEqual({
			turns: [ask, assistant(sent)],
			conversation: [ask],
			prefill,
			way: 'continued',
		});
	});

	test('what else stands on the last turn and its blocks is kept', () => {
		const block = { ...text('A '), cache_control: { type: 'ephemeral' } };
		expect(settle([ask, assistant([block])]).turns[1]).toEqual(
			assistant([{ ...block, text: 'A' }]),
		);
	});

	test.each<[string, Turn['content']]>([
		['empty text', ''],
		['spaces', '  '],
		['no blocks', []],
		['blank blocks', [text(''), text('\n')]],
	])('an assistant turn at the end with nothing in it is left out: %s', (_, content) => {
		expect(settle([ask, assistant(content)])).toEqual({
			turns: [ask],
			conversation: [ask],
			prefill: '',
			way: 'continued',
		});
	});

	test('a blank turn behind the start of an answer does not hide it', () => {
		const { turns, prefill } = settle([ask, assistant('A: '), assistant(' \n')]);
		expect({ turns, prefill }).toEqual({ turns: [ask, assistant('A:')], prefill: 'A:' });
	});

	test('an assistant turn in the middle is not touched', () => {
		const turns = [ask, assistant('A \n'), ask];
		expect(settle(turns, 'B').turns).toEqual([...turns, assistant('B')]);
	});

	test.each<[string, Turn['content']]>([
		['a tool call', [text('A '), { type: 'tool_use', id: 'toolu_1', name: 'f', input: {} }]],
		['thinking', [{ type: 'thinking', thinking: 'Hm', signature: 's' }]],
		[
			'a server tool',
			[{ type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: {} }],
		],
	])('an assistant turn with %s is no prefill and stays whole', (_, content) => {
		const turns = [ask, assistant(content)];
		expect(settle(turns)).toEqual({
			turns,
			conversation: turns,
			prefill: '',
			way: 'continued',
		});
	});

	test('two prefills are a mistake', () => {
		expect(() => settle([ask, assistant('A')], 'B')).toThrow(Failure);
	});

	test('an unknown model gets the prefill: the API decides', () => {
		const { turns, way } = settlePrefill([ask], 'A', 'my-deployment', 'fail');
		expect({ turns, way }).toEqual({ turns: [ask, assistant('A')], way: 'continued' });
	});

	test('the turns that came in are not changed', () => {
		const turns: Turn[] = [ask, assistant([text('A '), text(' ')])];
		const before = structuredClone(turns);
		settle(turns);
		expect(turns).toEqual(before);
	});
});

describe('on a model that refuses a prefill', () => {
	const instruct = (turns: Turn[], prefill = '') =>
		settlePrefill(turns, prefill, SONNET, 'instruct');
	const words = (prefill: string) =>
		text(
			`Begin your answer with exactly the following text, put nothing before it, and continue from its end:\n${prefill}`,
		);

	test.each<[string, Turn[], string]>([
		['from the field', [ask], 'A'],
		['as the last turn', [ask, assistant('A')], ''],
	])('a prefill %s fails the item before anything is sent', (_, turns, field) => {
		expect(() => settlePrefill(turns, field, SONNET, 'fail')).toThrow(
			'The model claude-sonnet-5-5 does not accept a prefill',
		);
	});

	test.each<[string, Turn[], string]>([
		['from the field', [ask], 'A: \n'],
		['as the last turn', [ask, assistant('A: \n')], ''],
		['as blocks', [ask, assistant([text('A'), text(': ')])], ''],
	])('a prefill %s is asked for in words', (_, turns, field) => {
		expect(instruct(turns, field)).toEqual({
			turns: [{ role: 'user', content: [text('Which one?'), words('A:')] }],
			conversation: [ask],
			prefill: 'A:',
			way: 'instructed',
		});
	});

	test('the words stand behind the pictures of the last turn', () => {
		const image = { type: 'image', source: { type: 'file', file_id: 'file_1' } };
		const { turns } = instruct([{ role: 'user', content: [text('Look'), image] }], 'A');
		expect(turns).toEqual([{ role: 'user', content: [text('Look'), image, words('A')] }]);
	});

	test('the words get a turn of their own behind a turn that is not the user’s', () => {
		const tools = assistant([{ type: 'server_tool_use', id: 's', name: 'web_search', input: {} }]);
		expect(instruct([ask, tools], 'A').turns).toEqual([
			ask,
			tools,
			{ role: 'user', content: [words('A')] },
		]);
	});

	test('without a prefill nothing is asked for', () => {
		expect(instruct([ask], ' ')).toMatchObject({ turns: [ask], prefill: '' });
	});
});
