import type { SchemaPairs } from './schemaPairs';

const tree = {
	type: 'object',
	properties: { value: { type: 'number' }, children: { type: 'array', items: { $ref: '#' } } },
	required: ['value'],
	additionalProperties: false,
};

const expression = {
	$ref: '#/$defs/sum',
	$defs: {
		sum: { type: 'array', items: { $ref: '#/$defs/term' } },
		term: { anyOf: [{ type: 'number' }, { $ref: '#/$defs/sum' }] },
	},
};

const shapes = {
	oneOf: [
		{ properties: { kind: { const: 'circle' }, r: { type: 'number' } }, required: ['kind', 'r'] },
		{ properties: { kind: { const: 'square' }, a: { type: 'number' } }, required: ['kind', 'a'] },
	],
};

export const COMBINED_PAIRS: SchemaPairs[] = [
	{
		name: 'anyOf',
		schema: { anyOf: [{ type: 'string' }, { type: 'number', minimum: 1 }] },
		right: ['a', 1],
		wrong: [0, null],
	},
	{
		name: 'oneOf',
		schema: shapes,
		right: [
			{ kind: 'circle', r: 1 },
			{ kind: 'square', a: 1 },
		],
		wrong: [{ kind: 'circle', a: 1 }, {}],
	},
	{
		name: 'only one of oneOf',
		schema: { oneOf: [{ multipleOf: 2 }, { multipleOf: 3 }] },
		right: [2, 3],
		wrong: [6, 5],
	},
	{
		name: 'allOf',
		schema: { allOf: [{ required: ['a'] }, { properties: { a: { type: 'number' } } }] },
		right: [{ a: 1 }],
		wrong: [{}, { a: 'x' }],
	},
	{ name: 'not', schema: { not: { type: 'string' } }, right: [1, null], wrong: ['a'] },
	{ name: 'not nothing', schema: { not: {} }, right: [], wrong: [1, 'a'] },
	{
		name: 'if, then, else',
		schema: {
			if: { properties: { country: { const: 'US' } } },
			then: { properties: { zip: { pattern: '^\\d{5}$' } } },
			else: { required: ['vat'] },
		},
		right: [
			{ country: 'US', zip: '12345' },
			{ country: 'DE', vat: 1 },
		],
		wrong: [{ country: 'US', zip: 'A' }, { country: 'DE' }],
	},
	{ name: 'then without if', schema: { then: false, else: false }, right: [1, {}], wrong: [] },
	{
		name: 'a tree',
		schema: tree,
		right: [{ value: 1 }, { value: 1, children: [{ value: 2, children: [] }] }],
		wrong: [
			{ value: 1, children: [{}] },
			{ value: 1, children: [{ value: 2, children: [{ value: 'x' }] }] },
		],
	},
	{
		name: 'definitions that use each other',
		schema: expression,
		right: [[], [1, [2, [3]]]],
		wrong: [1, [1, ['a']]],
	},
	{
		name: 'a definition that is used twice for one value',
		schema: {
			anyOf: [{ $ref: '#/$defs/even', minimum: 5 }, { $ref: '#/$defs/even' }],
			$defs: { even: { type: 'number', multipleOf: 2 } },
		},
		right: [2, 6],
		wrong: [3, 'a'],
	},
	{
		name: 'a reference with rules beside it',
		schema: { $ref: '#/$defs/name', maxLength: 3, $defs: { name: { type: 'string' } } },
		right: ['abc'],
		wrong: ['abcd', 1],
	},
	{
		name: 'definitions of draft 07',
		schema: { items: { $ref: '#/definitions/a' }, definitions: { a: { type: 'null' } } },
		right: [[null]],
		wrong: [[1]],
	},
	{
		name: 'a reference with escapes',
		schema: { $ref: '#/$defs/a~1b~0c%25', $defs: { 'a/b~c%': { type: 'null' } } },
		right: [null],
		wrong: [1],
	},
	{
		name: 'a reference into a list',
		schema: {
			$ref: '#/$defs/a/anyOf/1',
			$defs: { a: { anyOf: [{ type: 'null' }, { type: 'string' }] } },
		},
		right: ['a'],
		wrong: [null],
	},
];
