import type { JsonSchema } from '../../../nodes/shared/schema/sendableSchema';

/** A schema, values that fit it and values that do not. */
export interface SchemaPairs {
	name: string;
	schema: JsonSchema;
	right: unknown[];
	wrong: unknown[];
}

export const KEYWORD_PAIRS: SchemaPairs[] = [
	{ name: 'anything', schema: {}, right: [null, 1, 'a', [], {}], wrong: [] },
	{ name: 'an object', schema: { type: 'object' }, right: [{}], wrong: [[], null, 'a', 1] },
	{ name: 'an array', schema: { type: 'array' }, right: [[]], wrong: [{}, null, '[]'] },
	{ name: 'a string', schema: { type: 'string' }, right: ['', 'a'], wrong: [1, null, ['a']] },
	{ name: 'a number', schema: { type: 'number' }, right: [0, -1.5, 1e300], wrong: ['1', true] },
	{ name: 'a whole number', schema: { type: 'integer' }, right: [1, 1.0, -7], wrong: [1.5, '1'] },
	{ name: 'true or false', schema: { type: 'boolean' }, right: [false], wrong: [0, 'true', null] },
	{ name: 'null', schema: { type: 'null' }, right: [null], wrong: [0, '', false, {}] },
	{ name: 'two types', schema: { type: ['string', 'null'] }, right: ['a', null], wrong: [1, {}] },
	{
		name: 'an object or null',
		schema: { type: ['object', 'null'], properties: { a: { type: 'integer' } }, required: ['a'] },
		right: [null, { a: 1 }],
		wrong: [{}, { a: 'x' }, 'a'],
	},
	{
		name: 'a choice',
		schema: { enum: ['a', 1, null, { b: [1, 2], c: 3 }] },
		right: ['a', 1, null, { c: 3, b: [1, 2] }],
		wrong: ['A', '1', false, { b: [2, 1], c: 3 }, {}],
	},
	{ name: 'a fixed value', schema: { const: { a: [1] } }, right: [{ a: [1] }], wrong: [{ a: 1 }] },
	{ name: 'a fixed null', schema: { const: null }, right: [null], wrong: [0, 'null'] },
	{
		name: 'fields',
		schema: {
			type: 'object',
			properties: { a: { type: 'string' }, b: { type: 'object', required: ['c'] } },
			required: ['a'],
		},
		right: [{ a: 'x' }, { a: 'x', b: { c: 1 } }, { a: 'x', other: 1 }],
		wrong: [{}, { b: { c: 1 } }, { a: 1 }, { a: 'x', b: {} }],
	},
	{
		name: 'no other fields',
		schema: { properties: { a: true }, additionalProperties: false },
		right: [{}, { a: 1 }, 'no object'],
		wrong: [{ b: 1 }, { a: 1, b: null }],
	},
	{
		name: 'a map',
		schema: { properties: { a: { type: 'null' } }, additionalProperties: { type: 'number' } },
		right: [{}, { a: null, b: 1 }],
		wrong: [{ b: 'x' }, { a: 1 }],
	},
	{
		name: 'fields by pattern',
		schema: {
			properties: { n1: { minimum: 5 } },
			patternProperties: { '^n\\d': { type: 'number' }, t$: { type: 'string' } },
			additionalProperties: false,
		},
		right: [{ n1: 5, n2: 1 }, { text: 'a' }],
		wrong: [{ n1: 4 }, { n2: 'a' }, { text: 1 }, { other: 1 }, { n1t: 5 }],
	},
	{
		name: 'names of fields',
		schema: { propertyNames: { pattern: '^[a-z]+$', maxLength: 3 } },
		right: [{}, { abc: 1 }],
		wrong: [{ A: 1 }, { abcd: 1 }],
	},
	{
		name: 'a number of fields',
		schema: { minProperties: 1, maxProperties: 2 },
		right: [{ a: 1 }, { a: 1, b: 2 }, []],
		wrong: [{}, { a: 1, b: 2, c: 3 }],
	},
	{
		name: 'fields that need others',
		schema: { dependentRequired: { card: ['name', 'address'] } },
		right: [{}, { name: 1 }, { card: 1, name: 1, address: 1 }],
		wrong: [{ card: 1 }, { card: 1, name: 1 }],
	},
	{
		name: 'items',
		schema: { items: { type: 'integer' } },
		right: [[], [1, 2], 'a'],
		wrong: [['a'], [1, 1.5]],
	},
	{ name: 'no items', schema: { items: false }, right: [[]], wrong: [[1]] },
	{
		name: 'a tuple',
		schema: { prefixItems: [{ type: 'string' }, { type: 'number' }], items: false },
		right: [[], ['a'], ['a', 1]],
		wrong: [[1], ['a', 'b'], ['a', 1, 2]],
	},
	{
		name: 'a tuple with more',
		schema: { prefixItems: [{ type: 'string' }], items: { type: 'number' } },
		right: [['a', 1, 2]],
		wrong: [['a', 'b']],
	},
	{
		name: 'a number of items',
		schema: { minItems: 1, maxItems: 2 },
		right: [[1], [1, 2], {}],
		wrong: [[], [1, 2, 3]],
	},
	{
		name: 'no equal items',
		schema: { uniqueItems: true },
		right: [
			[],
			[1, '1', true, null],
			[{ a: 1 }, { a: 2 }],
			[
				[1, 2],
				[2, 1],
			],
		],
		wrong: [
			[1, 1],
			[
				{ a: 1, b: 2 },
				{ b: 2, a: 1 },
			],
			[[], 1, []],
		],
	},
	{
		name: 'an item of a kind',
		schema: { contains: { type: 'number', minimum: 5 } },
		right: [
			[1, 5],
			['a', 9],
		],
		wrong: [[], [1, 2], ['a']],
	},
	{
		name: 'some items of a kind',
		schema: { contains: { type: 'number' }, minContains: 2, maxContains: 3 },
		right: [
			[1, 'a', 2],
			[1, 2, 3],
		],
		wrong: [
			[1, 'a'],
			[1, 2, 3, 4],
		],
	},
	{
		name: 'no item of a kind is needed',
		schema: { contains: { type: 'number' }, minContains: 0, maxContains: 1 },
		right: [[], [1]],
		wrong: [[1, 2]],
	},
	{ name: 'at least', schema: { minimum: 0 }, right: [0, 1, '-1'], wrong: [-0.1] },
	{ name: 'at most', schema: { maximum: 1.5 }, right: [1.5, -9], wrong: [1.6] },
	{ name: 'more than', schema: { exclusiveMinimum: 0 }, right: [0.1], wrong: [0, -1] },
	{ name: 'less than', schema: { exclusiveMaximum: 1 }, right: [0.9], wrong: [1, 2] },
	{
		name: 'cents',
		schema: { multipleOf: 0.01 },
		right: [19.99, 0.07, 1.1, 0],
		wrong: [0.005, 1.999],
	},
	{ name: 'tenths', schema: { multipleOf: 0.1 }, right: [0.3, 0.7, -1.1], wrong: [0.35] },
	{ name: 'an even number', schema: { multipleOf: 2 }, right: [4, -2, 0], wrong: [3, 2.5] },
	{
		name: 'characters are counted, not their halves',
		schema: { minLength: 2, maxLength: 3 },
		right: ['ab', '👍👍', '👍👍👍', 5],
		wrong: ['a', '👍', 'abcd'],
	},
	{
		name: 'a pattern',
		schema: { pattern: '^\\p{Lu}\\d' },
		right: ['A1b', 'Ä1', 1],
		wrong: ['a1', ' A1'],
	},
	{ name: 'a pattern anywhere', schema: { pattern: 'b' }, right: ['abc'], wrong: ['ac', ''] },
];
