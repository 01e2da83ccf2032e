import type { ContentBlock } from '@anthropic-ai/sdk/resources/messages';
import { ANEW } from '../../../nodes/ClaudeMessages/output/voice';
import { ToolNames } from '../../../nodes/ClaudeMessages/request/toolNames';
import { text, thinking, toolUse } from './messages';
import {
	begin,
	counting,
	eventsOf,
	type Part,
	piece,
	say,
	speechOf,
	START,
	tellTurns,
	turn,
	type Turn,
} from './spoken';

describe('the streams of gateways', () => {
	test.each<[string, Part['whole'], string[]]>([
		['text in the start of a block', [START, begin(text('Hel')), say('lo')], ['Hel', 'lo']],
		['deltas without a type', [START, begin(text('')), piece({ text: 'Hi' })], ['Hi']],
		['numbers without quotes', [START, begin(text('')), piece({ text: 5 })], ['5']],
		['blocks that never began', [START, say('Hi')], ['Hi']],
		['blocks without a type', [START, begin({ text: 'Hi' })], ['Hi']],
		[
			'content in the start of the message',
			[{ type: 'message_start', message: { content: [text('Hi')] } }, say(' you')],
			['Hi', ' you'],
		],
		[
			'text before the start, which the item does not have',
			[say('Hi'), START, say('Hello')],
			['Hi', 'Hello', ANEW, 'Hello'],
		],
		[
			'text in unknown deltas, which the item does not have',
			[START, begin(text('')), piece({ type: 'new_delta', text: 'No' }), say('Yes')],
			['Yes'],
		],
		['JSON', [text('Hi'), text(''), text(' you')], ['Hi', ' you']],
	])('%s', (_, whole, said) => {
		const told = tellTurns([[{ broken: [], whole }]], speechOf());
		expect(told.said).toEqual(said);
		expect(counting(told.said.join(''))).toBe(told.text);
	});
});

describe('activity', () => {
	const search = { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: {} };
	const withSearch = eventsOf([thinking('Hm.'), text('One. ')]).concat(
		begin(search, 2),
		begin(text('Two.'), 3),
	);
	const call: ContentBlock = { ...toolUse, name: 'look_up_2' };
	const names = new ToolNames(['look_up']);
	names.add('look up');

	function activityOf(...turns: Turn[]): string[] {
		return tellTurns(turns, speechOf({ activity: true, names })).said;
	}

	test('is told between the texts, marked as such', () => {
		expect(activityOf([{ broken: [], whole: withSearch }])).toEqual([
			'[Thinking]',
			' Hm.',
			'\n\nOne',
			'. ',
			'\n\n[web_search]',
			'\n\nTwo.',
		]);
	});

	test('is told where the answer comes as JSON', () => {
		const whole = [thinking('Hm.'), text('Hi'), call];
		const said = ['[Thinking]', ' Hm.', '\n\nHi', '\n\n[look up {"city":"Bonn"}]', '\n\nBye'];
		expect(activityOf([{ broken: [], whole }], turn('Bye'))).toEqual(said);
	});

	test('is told once, whatever the next attempts think', () => {
		const part = {
			broken: [[], [START], eventsOf([thinking('Hm')])],
			whole: eventsOf([thinking('Oh'), text('Hi')]),
		};
		expect(activityOf([part])).toEqual(['[Thinking]', ' Hm', '\n\nHi']);
	});

	test('is told of every request of the answer', () => {
		const part = { broken: [], whole: eventsOf([thinking('Hm')]) };
		expect(activityOf([part, part], [part]).join('')).toBe(
			'[Thinking] Hm\n\n[Thinking] Hm\n\n[Thinking] Hm',
		);
	});

	test('is told after the call of a tool', () => {
		const calls = { broken: [], whole: eventsOf([call]) };
		const thinks = { broken: [], whole: eventsOf([thinking('Hm')]) };
		expect(activityOf([calls], [thinks]).join('')).toBe(
			'[look up {"city":"Bonn"}]\n\n[Thinking] Hm',
		);
	});

	test('is told again of an answer that starts anew', () => {
		const first = eventsOf([thinking('Hm'), text('Hi')]);
		const whole = [START, say('No', 0), begin(search, 1)];
		expect(activityOf([{ broken: [first], whole }])).toEqual([
			'[Thinking]',
			' Hm',
			'\n\nHi',
			ANEW,
			'No',
			'\n\n[web_search]',
		]);
	});

	test('tells that Claude thinks where what it thinks is not shown', () => {
		const whole = eventsOf([thinking(''), text('Hi')]);
		expect(activityOf([{ broken: [], whole }])).toEqual(['[Thinking]', '\n\nHi']);
	});

	test('tells of thinking that never began', () => {
		const thought = (words: string) => piece({ type: 'thinking_delta', thinking: words });
		const whole = [START, thought('H'), thought('m'), say('Hi', 1)];
		expect(activityOf([{ broken: [], whole }])).toEqual(['[Thinking]', ' H', 'm', '\n\nHi']);
	});

	test('is not told without the option', () => {
		const whole = [thinking('Hm.'), text('Hi'), call];
		expect(tellTurns([[{ broken: [], whole }]], speechOf({ names })).said).toEqual(['Hi']);
	});
});
