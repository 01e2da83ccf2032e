import fc from 'fast-check';
import type { ContentBlock, Message } from '@anthropic-ai/sdk/resources/messages';
import type { INodeExecutionData } from 'n8n-workflow';
import { answerItem, type ItemShape } from '../../../nodes/ClaudeMessages/output/answerItem';
import { answerText } from '../../../nodes/ClaudeMessages/output/text';
import {
	answerOf,
	ask,
	cited,
	prefilledWith,
	text,
	thinking,
	toolUse,
	untold,
	usage,
} from './messages';

type Shape = Partial<Omit<ItemShape, 'options'>> & { options?: Partial<ItemShape['options']> };

const plain = {
	includeConversation: false,
	includeInput: false,
	includePrefill: true,
	includeSteps: false,
};

function itemOf(
	content: ContentBlock[],
	{ options, ...shape }: Shape = {},
	message: Partial<Message> = {},
): INodeExecutionData {
	return answerItem(answerOf(content, message), {
		simplify: true,
		prefilled: prefilledWith(''),
		item: { json: { name: 'Ada' } },
		itemIndex: 3,
		...untold,
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
		{
			simplify: true,
			prefilled: prefilledWith(''),
			item: { json: {} },
			itemIndex: 0,
			options: plain,
			...untold,
		},
	);
	expect(item.json.request_id).toBeNull();
});

test.each<[string, Parameters<typeof prefilledWith>, string, string, string]>([
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
	['may be a part of a number', ['1', 'instructed'], '12 apples', '12 apples', '12 apples'],
	['is a number of its own', ['1', 'instructed'], '1. Apples', '1. Apples', '. Apples'],
	['may be a part of a word', ['no', 'instructed'], 'nothing', 'nothing', 'nothing'],
	['ends in a part of a word', ['It is 1', 'instructed'], 'It is 12', 'It is 12', '2'],
	['stands in a script without blanks', ['答案', 'instructed'], '答案是四', '答案是四', '是四'],
	['was given within fences', ['{', 'instructed'], '```json\n{"a":1}\n```', '{"a":1}', '"a":1}'],
	[
		'was given within fences of CRLF',
		['{', 'instructed'],
		'```\r\n{1}\r\n```\r\n',
		'{1}\r\n',
		'1}\r\n',
	],
	['came within a fence that never ends', ['{', 'instructed'], '```json\n{"a":', '{"a":', '"a":'],
	[
		'came within fences, with words behind',
		['{', 'instructed'],
		'```\n{1}\n```\nSo.',
		'{1}\nSo.',
		'1}\nSo.',
	],
	[
		'is a fence itself',
		['```json', 'instructed'],
		'```json\n{}\n```',
		'```json\n{}\n```',
		'\n{}\n```',
	],
	[
		'was left out within fences',
		['{', 'instructed'],
		'```\n"a":1}\n```',
		'{```\n"a":1}\n```',
		'```\n"a":1}\n```',
	],
	['is continued by fences', ['{'], '```\n{}\n```', '{```\n{}\n```', '```\n{}\n```'],
])(
	'the prefilled of an answer that %s stands in front once',
	(_, prefilled, reply, whole, rest) => {
		const shape = { prefilled: prefilledWith(...prefilled) };
		expect(itemOf([text(reply)], shape).json.text).toBe(whole);
		expect(itemOf([text(reply)], { ...shape, options: { includePrefill: false } }).json.text).toBe(
			rest,
		);
	},
);

test('no character of an answer is lost, and with Include Prefill the prefill stands in front once', () => {
	const words = fc.stringMatching(/^[ab1 {.\n]{0,12}$/);
	const prefills = words.map((word) => word.trimEnd()).filter((word) => word !== '');
	fc.assert(
		fc.property(prefills, words, fc.boolean(), (prefill, rest, repeats) => {
			const prefilled = prefilledWith(prefill, 'instructed');
			const reply = repeats ? prefill + rest : rest;
			const whole = answerText([text(reply)], prefilled, true);
			const added = answerText([text(reply)], prefilled, false);
			expect(whole.startsWith(prefill)).toBe(true);
			expect(
				whole.endsWith(repeats ? rest : rest.trimStart().slice(prefill.trimStart().length)),
			).toBe(true);
			expect([prefill + added, added]).toContain(whole);
			if (repeats) expect(whole).toBe(prefill + rest);
		}),
		{ numRuns: 500 },
	);
});

test('with Simplify off the message comes as it came, with the request ID', () => {
	const content = [thinking('Hm.'), cited, toolUse];
	const { message } = answerOf(content);
	expect(itemOf(content, { simplify: false, prefilled: prefilledWith('A:') })).toStrictEqual({
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

	test('nothing of an older answer shines through', () => {
		const older = {
			text: 'old',
			output: { a: 1 },
			thinking: 'Hm.',
			citations: [1],
			tool_calls: [1],
			tool_errors: [1],
			steps: [1],
			container: {},
			stop_reason: 'x',
			stop_sequence: 'END',
			model: 'x',
			id: 'x',
			request_id: 'x',
			usage: {},
			messages: [1],
		};
		const mine = { name: 'Ada', content: 'mine', type: 'mine', role: 'mine' };
		const item = { json: { ...older, ...mine } };
		expect(itemOf([text('Hello')], { item, options }).json).toStrictEqual({
			...mine,
			text: 'Hello',
			...BASE,
		});
		const raw = itemOf([text('Hello')], { item, options, simplify: false }).json;
		expect(raw).toStrictEqual({
			name: 'Ada',
			...answerOf([text('Hello')]).message,
			request_id: 'req_1',
		});
	});

	test('an item that came without JSON is none the worse', () => {
		const item = JSON.parse('{}');
		expect(itemOf([text('Hello')], { item, options }).json).toStrictEqual({
			text: 'Hello',
			...BASE,
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

test('an answer of nothing but text has the same item as any other, in the same order', () => {
	const texts = fc.array(fc.oneof(fc.string(), fc.constant('Hello')), { maxLength: 4 });
	fc.assert(
		fc.property(texts, fc.string({ maxLength: 3 }), fc.boolean(), (parts, prefill, isTold) => {
			const content = parts.map(text);
			const shape = { prefilled: prefilledWith(prefill) };
			// A gateway may leave fields out.
			const message = isTold ? {} : { stop_reason: undefined, usage: undefined };
			const bare = itemOf(content, shape, message);
			const long = itemOf(content, { ...shape, options: { includeSteps: true } }, message);
			const { steps, ...json } = long.json;
			expect(steps).toEqual([]);
			expect(JSON.stringify(bare.json)).toBe(JSON.stringify(json));
		}),
	);
});
