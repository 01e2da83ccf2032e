import type { ContentBlock } from '@anthropic-ai/sdk/resources/messages';
import { conversationWith } from '../../../nodes/ClaudeMessages/output/conversation';
import type { Turn } from '../../../nodes/ClaudeMessages/request/body';
import { answerOf, ask, cited, prefilledWith, text, thinking, toolUse } from './messages';

const answerTurn = (content: ContentBlock[], ...start: Parameters<typeof prefilledWith>) =>
	conversationWith(prefilledWith(...start), answerOf(content)).slice(1);

test.each<[string, ContentBlock[], Parameters<typeof prefilledWith>, Turn['content']]>([
	['one text', [text('A')], [''], 'A'],
	['several texts', [text('A'), text('B')], [''], 'AB'],
	['a continued prefill', [text(' b')], ['A:'], 'A: b'],
	['a prefill asked for in words', [text('A: b')], ['A:', 'instructed'], 'A: b'],
	['a prefill asked for and left out', [text(' b')], ['A:', 'instructed'], 'A: b'],
	['thoughts', [thinking('Hm'), text('A')], [''], 'A'],
	['thoughts and a prefill asked for', [thinking('Hm'), text('b')], ['A:', 'instructed'], 'A:b'],
	['a tool call', [text('A'), toolUse], [''], [text('A'), toolUse]],
	['citations', [cited], [''], 'It costs 5 €.'],
	['thoughts and a tool call', [thinking('Hm'), toolUse], [''], [thinking('Hm'), toolUse]],
	['a prefill and a tool call', [toolUse], ['A:'], [{ type: 'text', text: 'A:' }, toolUse]],
])('an answer with %s is the last turn', (_, content, prefilled, turn) => {
	expect(answerTurn(content, ...prefilled)).toEqual([{ role: 'assistant', content: turn }]);
});

test.each<[string, ContentBlock[]]>([
	['no blocks', []],
	['an empty text', [text('')]],
	['nothing but thoughts', [thinking('Hm')]],
	['thoughts and an empty text', [thinking('Hm'), text('')]],
])('an answer with %s adds no turn, because the API takes no empty one', (_, content) => {
	expect(answerTurn(content, '')).toEqual([]);
});

test('an empty text beside other blocks is left out, because the API takes none', () => {
	expect(answerTurn([text(''), toolUse], '')).toEqual([{ role: 'assistant', content: [toolUse] }]);
});

const conversationOf = (content: Turn['content']) =>
	conversationWith(
		{ ...prefilledWith(''), conversation: [{ role: 'user', content }] },
		answerOf([text('A')]),
	)[0];

const image = (source: unknown) => ({ type: 'image', source });
const foreign = { data: 'aGk=', mimeType: 'image/png', fileName: 'photo.png' };

test.each<[string, unknown]>([
	["the item's field", image({ type: 'binary', field: 'data' })],
	['all files', image({ type: 'binary', field: '*' })],
	['an address', image({ type: 'url', url: 'https://example.com/a.png' })],
	['a file ID', image({ type: 'file', file_id: 'file_1' })],
])('a picture by %s stays a reference', (_, block) => {
	const turn = JSON.parse(JSON.stringify([{ type: 'text', text: 'Look' }, block]));
	expect(conversationOf(turn)).toEqual({ role: 'user', content: turn });
});

test.each<[string, unknown, string[]]>([
	['one file', foreign, ['[image: photo.png]']],
	['a file without a name', { data: 'aGk=', mimeType: 'image/png' }, ['[image: file]']],
	['a list', [foreign, foreign], ['[image: photo.png]', '[image: photo.png]']],
	['all files of a node', { data: foreign }, ['[image: photo.png]']],
])('what an expression gave (%s) is only named', (_, field, names) => {
	const content = [image({ type: 'binary', field }), { type: 'text', text: 'Look' }];
	const turn = conversationOf(content);
	expect(turn?.content).toEqual([
		...names.map((name) => ({ type: 'text', text: name })),
		{ type: 'text', text: 'Look' },
	]);
	expect(JSON.stringify(turn)).not.toContain('aGk=');
});

test('a file that an expression put into a tool result is only named', () => {
	const result = (content: unknown[]) => ({
		type: 'tool_result',
		tool_use_id: 'toolu_1',
		content,
	});
	expect(conversationOf([result([image({ type: 'binary', field: foreign })])])?.content).toEqual([
		result([{ type: 'text', text: '[image: photo.png]' }]),
	]);
});

test('text turns and other fields of turns stay as they are', () => {
	const turns = [ask, { role: 'assistant', content: 'B' }, { role: 'system', content: 'C' }];
	const prefilled = { ...prefilledWith(''), conversation: turns };
	expect(conversationWith(prefilled, answerOf([text('A')]))).toEqual([
		...turns,
		{ role: 'assistant', content: 'A' },
	]);
});
