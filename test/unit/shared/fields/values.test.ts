import fc from 'fast-check';
import { Failure } from '../../../../nodes/shared/errors/failure';
import { asList, asText, readJson, readNumber } from '../../../../nodes/shared/fields/values';
import { show } from '../../../../nodes/shared/words';

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
	expect(asText(value, 'Text')).toBe(text);
});

test('a date becomes its time, without quotes', () => {
	expect(asText(new Date(0), 'Text')).toBe('1970-01-01T00:00:00.000Z');
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
	[[['a', 'b']], ['a', 'b']],
	[
		[['a', ['b', [[1]]]], 'c'],
		['a', 'b', '1', 'c'],
	],
	['["a","b"]', ['["a","b"]']],
])('a field with several values that holds %p has the values %j', (value, list) => {
	expect(asList(value, 'Stop Sequences')).toEqual(list);
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

test.each<[unknown, string]>([
	[[{ a: 'END' }], '\'Stop Sequences\' takes texts, but it holds an object: {"a":"END"}'],
	[{}, "'Stop Sequences' takes texts, but it holds an object: {}"],
])('the object %j is not one of several values', (value, message) => {
	expect(failureOf(() => asList(value, 'Stop Sequences')).message).toBe(message);
});

test.each([Number.MAX_SAFE_INTEGER + 1, 1e308])('%d is too large to be meant', (number) => {
	expect(() => readNumber(number, whole)).toThrow(
		`'Max Tokens' takes a whole number of at least 1, but it is ${number}, which is too large`,
	);
});

test('minus zero is zero', () => {
	expect(readNumber(-0, { ...whole, accepts: () => true })).toBe(0);
});

/** Lists within lists, the given number of them. */
function nested(levels: number): unknown {
	let value: unknown = 'x';
	for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { a: value };
	return value;
}

const circle: Record<string, unknown> = { a: 1 };
circle.self = { list: [circle] };

const TOO_DEEP =
	/has more than 500 levels of lists and objects within each other, or holds itself$/;

test('500 levels are taken, in any field', () => {
	const deepest = nested(500);
	expect(readJson(deepest, 'Extra Body')).toBe(deepest);
	expect(readJson(JSON.stringify(deepest), 'Extra Body')).toEqual(deepest);
	expect(asText(deepest, 'Text')).toBe(JSON.stringify(deepest));
});

test.each<[string, unknown, RegExp]>([
	['501 levels', nested(501), TOO_DEEP],
	['100,000 levels', nested(100_000), TOO_DEEP],
	['a value that holds itself', circle, TOO_DEEP],
	['a BigInt', { a: [10n] }, /holds a BigInt, which JSON has no form for$/],
])('%s in a field is told with its label', (_, value, told) => {
	const works = [
		() => readJson(value, 'Extra Body'),
		() => asText(value, 'Extra Body'),
		() => asList([value], 'Extra Body'),
	];
	for (const work of works) {
		const { message } = failureOf(work);
		expect(message).toMatch(told);
		expect(message).toMatch(/^'Extra Body' /);
	}
});

test('100,000 levels of text are told too', () => {
	const text = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
	expect(failureOf(() => readJson(text, 'JSON Example')).message).toMatch(TOO_DEEP);
});

/** What an expression may give, and what it hopefully never does. */
const anything = fc.oneof(
	fc.anything({
		withBigInt: true,
		withDate: true,
		withMap: true,
		withSet: true,
		withSparseArray: true,
		withNullPrototype: true,
		withTypedArray: true,
		withObjectString: true,
	}),
	fc.constantFrom<unknown>(
		...[circle, nested(501), () => 1, Symbol('s'), new Date(NaN), NaN, -Infinity, '\ud83d'],
		{ toJSON: () => undefined },
		JSON.parse('{"__proto__":{"a":1}}'),
	),
);

test('whatever a field holds, it is read, or told with its label', () => {
	const readers = [asText, asList, readJson];
	fc.assert(
		fc.property(anything, fc.constantFrom(...readers), (value, read) => {
			expect(typeof show(value)).toBe('string');
			try {
				read(value, 'Some Field');
			} catch (error) {
				expect(error).toBeInstanceOf(Failure);
				expect(error).toMatchObject({ message: expect.stringContaining("'Some Field'") });
			}
		}),
		{ numRuns: 1000 },
	);
});
