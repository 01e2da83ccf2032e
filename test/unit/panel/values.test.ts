import { Failure } from '../../../nodes/ClaudeMessages/errors/failure';
import {
	asList,
	asText,
	readJson,
	readNumber,
	show,
} from '../../../nodes/ClaudeMessages/panel/values';

test.each<[unknown, string]>([
	['text', 'text'],
	[' text ', ' text '],
	['', ''],
	[undefined, ''],
	[null, ''],
	[0, '0'],
	[-1.5, '-1.5'],
	[true, 'true'],
	[false, 'false'],
	[10n, '10'],
	[{ a: 1 }, '{"a":1}'],
	[['a', 1], '["a",1]'],
	[[], '[]'],
])('a text field that an expression filled with %p holds %j', (value, text) => {
	expect(asText(value)).toBe(text);
});

test('a date becomes its time, without quotes', () => {
	expect(asText(new Date(0))).toBe('1970-01-01T00:00:00.000Z');
});

test.each<[unknown, string]>([
	['12', '"12"'],
	[12, '12'],
	['', '""'],
	['say "a"', '"say \\"a\\""'],
	[undefined, 'empty'],
	[null, 'empty'],
	[false, 'false'],
	[{ a: 1 }, '{"a":1}'],
	['x'.repeat(58), `"${'x'.repeat(58)}"`],
	['x'.repeat(59), `"${'x'.repeat(56)}…`],
	['x'.repeat(100_000), `"${'x'.repeat(56)}…`],
])('a message shows %p as %s', (value, shown) => {
	expect(show(value)).toBe(shown);
});

const whole = {
	label: 'Max Tokens',
	takes: 'a whole number of at least 1',
	accepts: (number: number) => Number.isInteger(number) && number >= 1,
};

test.each([1, 8192, Number.MAX_SAFE_INTEGER])('the number %d is taken', (number) => {
	expect(readNumber(number, whole)).toBe(number);
});

test.each<[unknown, string]>([
	[0, '0'],
	[-1, '-1'],
	[1.5, '1.5'],
	[NaN, 'NaN'],
	[Infinity, 'Infinity'],
	['12', '"12"'],
	['', '""'],
	[undefined, 'empty'],
	[null, 'empty'],
	[true, 'true'],
	[[5], '[5]'],
	[{}, '{}'],
])('%p is no whole number, and the message shows it', (value, shown) => {
	expect(() => readNumber(value, whole)).toThrow(
		`'Max Tokens' takes a whole number of at least 1, but it is ${shown}`,
	);
});

test.each([
	['12', true],
	[' 1e3 ', true],
	['twelve', false],
	['', false],
	['  ', false],
	[null, false],
])('for %j the way out speaks of text that looks like a number: %s', (value, hinted) => {
	const failure = failureOf(() => readNumber(value, whole));
	expect(failure.description.includes('{{ Number($json.value) }}')).toBe(hinted);
});

test.each<[unknown, string[]]>([
	[undefined, []],
	[null, []],
	['', []],
	[[], []],
	['END', ['END']],
	[
		['a', '', 'b'],
		['a', 'b'],
	],
	[
		[1, null, true, undefined],
		['1', 'true'],
	],
	[0, ['0']],
	[' \n', [' \n']],
])('a field with several values that holds %p has the values %j', (value, list) => {
	expect(asList(value)).toEqual(list);
});

test.each<[unknown, unknown]>([
	['{"a":[1]}', { a: [1] }],
	[' [] ', []],
	['null', null],
	['"x"', 'x'],
	[{ a: 1 }, { a: 1 }],
	[undefined, undefined],
	[7, 7],
])('a JSON field with %p holds %p', (value, json) => {
	expect(readJson(value, 'Extra Body')).toEqual(json);
});

test.each(['', '{a:1}', '[1,]', "{'a':1}", '{"a":1', 'undefined', '\ufeff'])(
	'%j is not JSON, and the message names the field',
	(value) => {
		expect(failureOf(() => readJson(value, 'Extra Body')).message).toMatch(
			/^'Extra Body' is not JSON: ./,
		);
	},
);

function failureOf(work: () => unknown): Failure {
	let thrown: unknown;
	try {
		work();
	} catch (error) {
		thrown = error;
	}
	if (!(thrown instanceof Failure)) throw new Error(`Not a failure: ${String(thrown)}`);
	return thrown;
}
