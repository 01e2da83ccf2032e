import { Ajv2020 } from 'ajv/dist/2020';
import { schemaOfExample } from '../../../../nodes/shared/schema/exampleSchema';
import type { JsonSchema } from '../../../../nodes/shared/schema/sendableSchema';
import { sendableSchema } from '../../../../nodes/shared/schema/sendableSchema';

const string = { type: 'string' };
const number = { type: 'number' };
const boolean = { type: 'boolean' };
const nothing = { type: 'null' };

const cases: Array<[string, unknown, JsonSchema]> = [
	[
		'all fields are required',
		{ name: 'Ada', age: 36, height: 1.7, active: true },
		{
			type: 'object',
			properties: { name: string, age: number, height: number, active: boolean },
			required: ['name', 'age', 'height', 'active'],
		},
	],
	['an object without fields', {}, { type: 'object', properties: {} }],
	[
		'an object in an object',
		{ home: { city: 'London' } },
		{
			type: 'object',
			properties: { home: { type: 'object', properties: { city: string }, required: ['city'] } },
			required: ['home'],
		},
	],
	[
		'null may become any scalar',
		{ a: null },
		{
			type: 'object',
			properties: { a: { anyOf: [string, number, boolean, nothing] } },
			required: ['a'],
		},
	],
	['a list of texts', ['a', 'b'], { type: 'array', items: string }],
	[
		'an empty list takes scalars',
		[],
		{ type: 'array', items: { anyOf: [string, number, boolean] } },
	],
	['a mixed list', [1, 'a', true], { type: 'array', items: { anyOf: [string, number, boolean] } }],
	['texts or nothing', ['a', null], { type: 'array', items: { anyOf: [string, nothing] } }],
	[
		'objects or nothing',
		[null, { a: 1 }],
		{
			type: 'array',
			items: {
				anyOf: [{ type: 'object', properties: { a: number }, required: ['a'] }, nothing],
			},
		},
	],
	[
		'a field that is not in every entry is not required',
		[
			{ a: 1, b: 'x' },
			{ c: true, a: 2 },
		],
		{
			type: 'array',
			items: {
				type: 'object',
				properties: { a: number, b: string, c: boolean },
				required: ['a'],
			},
		},
	],
	[
		'entries that have nothing in common',
		[{ a: 1 }, {}],
		{ type: 'array', items: { type: 'object', properties: { a: number } } },
	],
	[
		'fields with different types',
		[{ a: 1 }, { a: 'x' }, { a: null }],
		{
			type: 'array',
			items: {
				type: 'object',
				properties: { a: { anyOf: [string, number, nothing] } },
				required: ['a'],
			},
		},
	],
	[
		'lists of lists are merged',
		[[1], [], ['a']],
		{ type: 'array', items: { type: 'array', items: { anyOf: [string, number] } } },
	],
	[
		'a list or an object',
		[[1], { a: 1 }],
		{
			type: 'array',
			items: {
				anyOf: [
					{ type: 'object', properties: { a: number }, required: ['a'] },
					{ type: 'array', items: number },
				],
			},
		},
	],
];

test.each(cases)('an example says what I want: %s', (_, example, schema) => {
	expect(schemaOfExample(example, 'JSON Example')).toEqual(schema);
});

test.each(cases)('the example itself fits, also once the schema is sent: %s', (_, example) => {
	const schema = schemaOfExample(example, 'JSON Example');
	expect(new Ajv2020().validate(schema, example)).toBe(true);
	expect(new Ajv2020().validate(sendableSchema(schema, "'Input Schema'"), example)).toBe(true);
});

test('values from expressions count as the JSON that they become', () => {
	expect(schemaOfExample({ at: new Date(0), gone: undefined }, 'JSON Example')).toEqual({
		type: 'object',
		properties: { at: string },
		required: ['at'],
	});
});

test('fields may have names that JavaScript reserves', () => {
	const example: unknown = JSON.parse('[{"__proto__":1},{"toString":1}]');
	expect(JSON.stringify(schemaOfExample(example, 'JSON Example'))).toBe(
		'{"type":"array","items":{"type":"object","properties":{"__proto__":{"type":"number"},"toString":{"type":"number"}}}}',
	);
});

test.each<[unknown, string]>([
	['text', '"text"'],
	[5, '5'],
	[true, 'true'],
	[null, 'null'],
	[undefined, 'empty'],
])('%p alone is no example', (example, shown) => {
	expect(() => schemaOfExample(example, 'JSON Example')).toThrow(
		`'JSON Example' needs an object or a list, but it is ${shown}`,
	);
});
