import type { Part } from '../../../nodes/ClaudeMessages/request/turns';
import type { Turn } from '../../../nodes/ClaudeMessages/request/body';
import { checkTurns, mergeParts } from '../../../nodes/ClaudeMessages/request/turns';

const text = (words: string) => ({ type: 'text', text: words });
const image = { type: 'image', source: { type: 'url', url: 'https://example.com/a.png' } };
const user = (block: Part['block']): Part => ({ role: 'user', block, cache: false });
const assistant = (block: Part['block']): Part => ({ role: 'assistant', block, cache: false });

test.each<[string, Part[], Turn[]]>([
	['nothing', [], []],
	['one text', [user(text('A'))], [{ role: 'user', content: 'A' }]],
	[
		'two texts of one role',
		[user(text('A')), user(text('B'))],
		[{ role: 'user', content: [text('A'), text('B')] }],
	],
	['a picture alone', [user(image)], [{ role: 'user', content: [image] }]],
	[
		'a picture between two texts',
		[user(text('A')), user(image), user(text('B'))],
		[{ role: 'user', content: [text('A'), image, text('B')] }],
	],
	[
		'roles in turn',
		[user(text('A')), assistant(text('B')), user(text('C'))],
		[
			{ role: 'user', content: 'A' },
			{ role: 'assistant', content: 'B' },
			{ role: 'user', content: 'C' },
		],
	],
	[
		'a picture, a question and the start of the answer',
		[user(image), user(text('A')), assistant(text('('))],
		[
			{ role: 'user', content: [image, text('A')] },
			{ role: 'assistant', content: '(' },
		],
	],
])('neighbours with one role become one turn: %s', (_, parts, turns) => {
	expect(mergeParts(parts, 'off')).toEqual(turns);
});

test.each<[string, Turn[]]>([
	['no turns', []],
	['a blank text', [{ role: 'user', content: ' \n' }]],
	['blank blocks', [{ role: 'user', content: [text(''), text(' ')] }]],
	['no blocks', [{ role: 'user', content: [] }]],
	['a text block without text', [{ role: 'user', content: [{ type: 'text' }] }]],
	[
		'several blank turns',
		[
			{ role: 'assistant', content: '' },
			{ role: 'user', content: '\t' },
		],
	],
])('there is nothing to send in %s', (_, turns) => {
	expect(() => checkTurns(turns)).toThrow("There is nothing to send: 'Messages' is empty or blank");
});

test.each<[string, Turn[]]>([
	['a text', [{ role: 'user', content: 'A' }]],
	['only a picture', [{ role: 'user', content: [image] }]],
	['only a tool result', [{ role: 'user', content: [{ type: 'tool_result', tool_use_id: 't' }] }]],
	[
		'a blank turn before one with words',
		[
			{ role: 'user', content: '' },
			{ role: 'user', content: 'A' },
		],
	],
])('%s is something to send', (_, turns) => {
	expect(() => checkTurns(turns)).not.toThrow();
});

test.each(['assistant', 'system'])('a conversation cannot begin with the role %s', (role) => {
	expect(() => checkTurns([{ role, content: 'A' }])).toThrow(
		`The conversation begins with the ${role} (message 1), but the first turn has to be the user's`,
	);
});
