import type { ContentBlock, Message } from '@anthropic-ai/sdk/resources/messages';
import type { INodeExecutionData } from 'n8n-workflow';
import { answerItem, type ItemShape } from '../../../nodes/ClaudeMessages/output/answerItem';
import { answerOf, ask, cited, startWith, text, thinking, toolUse, usage } from './messages';

type Shape = Partial<Omit<ItemShape, 'options'>> & { options?: Partial<ItemShape['options']> };

const plain = { includeConversation: false, includeInput: false, includePrefill: true };

function itemOf(
	content: ContentBlock[],
	{ options, ...shape }: Shape = {},
	message: Partial<Message> = {},
): INodeExecutionData {
	return answerItem(answerOf(content, message), {
		simplify: true,
		start: startWith(''),
		item: { json: { name: 'Ada' } },
		itemIndex: 3,
		...shape,
		options: { ...plain, ...options },
	});
}

const BASE = {
	stop_reason: 'end_turn',
	model: 'claude-haiku-4-5',
	id: 'msg_1',
	request_id: 'req_1',
	usage,
};

test.each<[string, ContentBlock[], object]>([
	['one text', [text('Hello')], { text: 'Hello' }],
	['several texts', [text('Hel'), text('lo')], { text: 'Hello' }],
	['no blocks', [], { text: '' }],
	['an empty text', [text('')], { text: '' }],
	['thinking first', [thinking('Hm.'), text('Hello')], { text: 'Hello', thinking: 'Hm.' }],
	['thinking that is not shown', [thinking(''), text('Hello')], { text: 'Hello' }],
	[
		'thinking that is hidden',
		[{ type: 'redacted_thinking', data: 'x' }, text('Hello')],
		{ text: 'Hello' },
	],
	[
		'thinking between texts',
		[thinking('A'), text('B'), thinking('C'), text('D')],
		{ text: 'BD', thinking: 'AC' },
	],
	[
		'a tool call',
		[text('I look.'), toolUse],
		{
			text: 'I look.',
			tool_calls: [{ id: 'toolu_1', name: 'look_up', input: { city: 'Bonn' } }],
		},
	],
	[
		'a citation',
		[text('So: '), cited],
		{
			text: 'So: It costs 5 €.',
			citations: [{ ...cited.citations[0], text: 'It costs 5 €.' }],
		},
	],
])('an answer with %s is simplified to what it has', (_, content, json) => {
	expect(itemOf(content)).toStrictEqual({ json: { ...json, ...BASE }, pairedItem: { item: 3 } });
});

test('a block of the future is passed over', () => {
	const future = JSON.parse('[{"type":"hologram","text":"no"},{"type":"text","text":"yes"}]');
	expect(itemOf(future).json).toStrictEqual({ text: 'yes', ...BASE });
});

test.each<[string, Partial<Message>, object]>([
	[
		'a stop sequence',
		{ stop_reason: 'stop_sequence', stop_sequence: 'END' },
		{ stop_reason: 'stop_sequence', stop_sequence: 'END' },
	],
	['the end of Max Tokens', { stop_reason: 'max_tokens' }, { stop_reason: 'max_tokens' }],
	['a refusal', { stop_reason: 'refusal' }, { stop_reason: 'refusal' }],
	['no reason', { stop_reason: null }, { stop_reason: null }],
])('an answer that stopped at %s says so', (_, message, json) => {
	expect(itemOf([], {}, message).json).toStrictEqual({ text: '', ...BASE, ...json });
});

test('an answer without a request ID has null there', () => {
	const item = answerItem(
		{ ...answerOf([]), requestId: null },
		{ simplify: true, start: startWith(''), item: { json: {} }, itemIndex: 0, options: plain },
	);
	expect(item.json.request_id).toBeNull();
});

test.each<[string, Parameters<typeof startWith>, string, string, string]>([
	['is continued', ['{"a":'], '1}', '{"a":1}', '1}'],
	['is continued with white space', ['A:'], ' b', 'A: b', ' b'],
	['is continued by words that look the same', ['ha'], 'ha', 'haha', 'ha'],
	['was asked for and repeated', ['A:', 'instructed'], 'A: b', 'A: b', ' b'],
	['was asked for and left out', ['A:', 'instructed'], ' b', 'A: b', ' b'],
	['was asked for and repeated lower down', ['A:', 'instructed'], '\n A: b', 'A: b', ' b'],
	[
		'begins with a space, was asked for and repeated',
		['  A:', 'instructed'],
		'  A: b',
		'  A: b',
		' b',
	],
	[
		'begins with a break, was asked for and came without',
		['\nA:', 'instructed'],
		'A: b',
		'\nA: b',
		' b',
	],
	['got no answer', ['A:'], '', 'A:', ''],
])('the start of an answer that %s stands in front once', (_, start, reply, whole, rest) => {
	const shape = { start: startWith(...start) };
	expect(itemOf([text(reply)], shape).json.text).toBe(whole);
	expect(itemOf([text(reply)], { ...shape, options: { includePrefill: false } }).json.text).toBe(
		rest,
	);
});

test('with Simplify off the message comes as it came, with the request ID', () => {
	const content = [thinking('Hm.'), cited, toolUse];
	const { message } = answerOf(content);
	expect(itemOf(content, { simplify: false, start: startWith('A:') })).toStrictEqual({
		json: { ...message, request_id: 'req_1' },
		pairedItem: { item: 3 },
	});
});

test('with Include Conversation the item has the messages, simplified or not', () => {
	const options = { includeConversation: true };
	const messages = [ask, { role: 'assistant', content: 'Hello' }];
	expect(itemOf([text('Hello')], { options }).json.messages).toEqual(messages);
	expect(itemOf([text('Hello')], { options, simplify: false }).json.messages).toEqual(messages);
});

describe('with Include Input', () => {
	const options = { includeInput: true };
	const file = { data: 'aGk=', mimeType: 'text/plain' };

	test("the item's fields and files stay, and the answer wins where names meet", () => {
		const item = { json: { name: 'Ada', text: 'old', id: 7 }, binary: { data: file } };
		expect(itemOf([text('Hello')], { item, options })).toStrictEqual({
			json: { name: 'Ada', text: 'Hello', ...BASE },
			binary: { data: file },
			pairedItem: { item: 3 },
		});
	});

	test.each(['it broke', null, { message: 'it broke' }, false])(
		'a field called error (%j) keeps its value under another name',
		(error) => {
			for (const simplify of [true, false]) {
				const { json } = itemOf([text('A')], { item: { json: { error } }, options, simplify });
				expect(Object.keys(json)).not.toContain('error');
				expect(json.input_error).toEqual(error);
			}
		},
	);

	test('the item that came in is not changed', () => {
		const item = { json: { error: 'it broke', text: 'old' } };
		const before = structuredClone(item);
		itemOf([text('A')], { item, options });
		expect(item).toEqual(before);
	});
});

test('without Include Input nothing of the item comes out', () => {
	const item = { json: { name: 'Ada', error: 'x' }, binary: {} };
	expect(itemOf([], { item })).toStrictEqual({
		json: { text: '', ...BASE },
		pairedItem: { item: 3 },
	});
});

test("a gateway's field called error in the message does not make the item a failed one", () => {
	const gateway: Partial<Message> = JSON.parse('{"error":null}');
	expect(Object.keys(itemOf([], { simplify: false }, gateway).json)).not.toContain('error');
});
