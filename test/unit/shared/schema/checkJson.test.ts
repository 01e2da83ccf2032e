import { Ajv2020 } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { jsonProblems } from '../../../../nodes/shared/schema/checkJson';
import type { JsonSchema } from '../../../../nodes/shared/schema/sendableSchema';
import { COMBINED_PAIRS } from '../../output/combinedPairs';
import { FORMAT_PAIRS } from '../../output/formatPairs';
import { KEYWORD_PAIRS } from '../../output/schemaPairs';

// Cents are no multiples of 0.01 in binary; ajv counts digits where the node counts roundings.
const ajv = new Ajv2020({ strict: false, allErrors: true, multipleOfPrecision: 9, logger: false });
addFormats(ajv);

const PAIRS = [...KEYWORD_PAIRS, ...COMBINED_PAIRS, ...FORMAT_PAIRS];

const cases = PAIRS.flatMap(({ name, schema, right, wrong }) => [
	...right.map((value) => ({ name, schema, value, fits: true })),
	...wrong.map((value) => ({ name, schema, value, fits: false })),
]);

test.each(cases)('$name: that $value fits is $fits, as ajv says', ({ schema, value, fits }) => {
	expect(ajv.validate(schema, value)).toBe(fits);
	expect(jsonProblems(value, schema).length === 0).toBe(fits);
});

const order = {
	type: 'object',
	properties: {
		id: { type: 'string', format: 'uuid' },
		email: { type: ['string', 'null'], format: 'email' },
		status: { enum: ['open', 'paid'] },
		items: {
			type: 'array',
			minItems: 1,
			items: {
				type: 'object',
				properties: {
					name: { type: 'string', minLength: 2, pattern: '^[A-Z]' },
					price: { type: 'number', minimum: 0, multipleOf: 0.01 },
				},
				required: ['name', 'price'],
				additionalProperties: false,
			},
		},
		'unit price': { type: 'integer' },
	},
};

test.each<[unknown, JsonSchema, string[]]>([
	[[], order, ['the answer: must be an object, but is []']],
	[{ id: 'x' }, order, ['id: must have the format uuid, but is "x"']],
	[{ email: 5 }, order, ['email: must be a string or null, but is 5']],
	[{ status: 'lost' }, order, ['status: must be one of ["open","paid"], but is "lost"']],
	[{ items: [] }, order, ['items: must have at least 1 item, but has 0']],
	[
		{ items: [{ name: 'Tea', price: -1 }] },
		order,
		['items[0].price: must be at least 0, but is -1'],
	],
	[
		{
			items: [
				{ name: 'Tea', price: 1 },
				{ name: 'x', price: 0.005 },
			],
		},
		order,
		[
			'items[1].name: must have at least 2 characters, but has 1',
			'items[1].name: must match the pattern ^[A-Z], but is "x"',
			'items[1].price: must be a multiple of 0.01, but is 0.005',
		],
	],
	[{ items: [{ name: 'Tea' }] }, order, ['items[0].price: is missing']],
	[
		{ items: [{ name: 'Tea', price: 1, size: 'L' }] },
		order,
		['items[0].size: is not a field of the schema'],
	],
	[{ 'unit price': 1.5 }, order, ['["unit price"]: must be a whole number, but is 1.5']],
	[
		null,
		{ type: ['boolean', 'array'] },
		['the answer: must be true or false or an array, but is null'],
	],
	[{ a: 1 }, { properties: { a: { const: null } } }, ['a: must be null, but is 1']],
	[{ a: 1 }, { properties: { a: false } }, ['a: must not be there']],
	[
		{ a: 'x' },
		{ properties: { a: { not: { type: 'string' } } } },
		['a: must not fit the schema in "not"'],
	],
	[{ a: 1 }, { dependentRequired: { a: ['b'] } }, ['b: is missing, but has to be there with a']],
	[
		{ Ab: 1 },
		{ propertyNames: { maxLength: 1 } },
		['Ab (its name): must have at most 1 character, but has 2'],
	],
	[{ a: 1 }, { maxProperties: 0 }, ['the answer: must have at most 0 fields, but has 1']],
	[
		[1, 2, 1],
		{ uniqueItems: true },
		['the answer: must have no equal items, but 0 and 2 are equal'],
	],
	[
		['a'],
		{ contains: { type: 'null' } },
		['the answer: must have at least 1 item, but has 0 that fit "contains"'],
	],
	[10, { exclusiveMaximum: 10 }, ['the answer: must be less than 10, but is 10']],
	[0, { exclusiveMinimum: 0 }, ['the answer: must be more than 0, but is 0']],
	[11, { maximum: 10 }, ['the answer: must be at most 10, but is 11']],
	[
		{ home: { zip: 5 } },
		{
			properties: {
				home: {
					anyOf: [
						{ type: 'null' },
						{ properties: { zip: { type: 'string' } } },
						{ type: 'string' },
						false,
					],
				},
			},
		},
		[
			'home: must fit a schema in "anyOf" (must be null, but is {"zip":5}; home.zip: must be a string, but is 5; must be a string, but is {"zip":5})',
		],
	],
	[
		6,
		{ oneOf: [{ multipleOf: 2 }, {}, false] },
		['the answer: must fit one schema in "oneOf", but fits 2'],
	],
])('I learn what is wrong with %j', (value, schema, problems) => {
	expect(jsonProblems(value, schema)).toEqual(problems);
});

test('of many problems I learn the first five', () => {
	const problems = jsonProblems([1, 2, 3, 4, 5, 6, 7], { items: { type: 'string' } });
	expect(problems).toHaveLength(5);
	expect(problems[4]).toBe('[4]: must be a string, but is 5');
});

test.each<[string, JsonSchema]>([
	['refers to itself', { $ref: '#' }],
	['refers to itself in allOf', { allOf: [{ $ref: '#' }, { $ref: '#' }] }],
	['refers to itself in not', { not: { $ref: '#' } }],
	[
		'goes in a circle',
		{ $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } } },
	],
])('a schema that %s is checked to the end', (_, schema) => {
	expect(() => jsonProblems({ a: [1] }, schema)).not.toThrow();
});

test('a schema that doubles with every definition is checked at once', () => {
	const names = Array.from({ length: 60 }, (_, index) => `d${index}`);
	const $defs = Object.fromEntries(
		names.map((name, index) => {
			const $ref = `#/$defs/d${index + 1}`;
			return [name, index === 59 ? { type: 'null' } : { allOf: [{ $ref }, { $ref }] }];
		}),
	);
	expect(jsonProblems(1, { $ref: '#/$defs/d0', $defs })[0]).toBe(
		'the answer: must be null, but is 1',
	);
	expect(jsonProblems(null, { $ref: '#/$defs/d0', $defs })).toEqual([]);
});

// ajv refuses such schemas; the API has taken this one, and an answer is not lost over it.
test.each<[string, JsonSchema]>([
	['an unknown type', { type: 'text' }],
	['an unknown type among others', { type: ['text', 'null'] }],
	['no types', { type: [] }],
	['a type that is no text', { type: 5 }],
	['a reference to nothing', { $ref: '#/$defs/a' }],
	['a reference to another document', { $ref: 'https://example.com/a.json' }],
	['a reference to no entry', { $ref: '#/allOf/a', allOf: [{}] }],
	['a reference that cannot be decoded', { $ref: '#/%E0%A4%A' }],
	['a reference that is no text', { $ref: 5 }],
	['a pattern that is none', { pattern: '(' }],
	['fields by a pattern that is none', { patternProperties: { '(': {} } }],
	['the minimum of draft 04', { minimum: 'a', exclusiveMinimum: true }],
	['steps of nothing', { multipleOf: 0 }],
	['sizes that are texts', { minLength: '9', minItems: '9', minProperties: '9' }],
	['required that is true', { required: true, dependentRequired: { a: 1 } }],
	['required numbers', { required: [1, null] }],
	['fields that are a list', { properties: [1], patternProperties: 1, propertyNames: 'a' }],
	[
		'schemas that are none',
		{ properties: { a: 1 }, items: 'a', not: 1, if: 1, then: 1, contains: 1 },
	],
	['alternatives that are none', { anyOf: {}, oneOf: 1, allOf: 'a', enum: 'a' }],
	['no alternatives', { anyOf: [], oneOf: [], allOf: [] }],
	['a format that is none', { format: { a: 1 } }],
])('what makes no sense in a schema is left alone: %s', (_, schema) => {
	for (const value of [{ a: 1, length: 2 }, 'text', 5, [1], null, true]) {
		expect(jsonProblems(value, schema)).toEqual([]);
	}
});

test('a pattern that escapes more than it has to still counts', () => {
	expect(jsonProblems('555-1234', { pattern: '^\\d{3}\\-\\d{4}$' })).toEqual([]);
	expect(jsonProblems('5551234', { pattern: '^\\d{3}\\-\\d{4}$' })).toHaveLength(1);
});

// ajv looks such names up in the prototype.
test('fields may have names that JavaScript reserves', () => {
	const schema = { required: ['toString'], properties: { constructor: { type: 'number' } } };
	expect(jsonProblems({}, schema)).toEqual(['toString: is missing']);
	const value: unknown = JSON.parse('{"toString":1,"__proto__":2,"constructor":"x"}');
	expect(jsonProblems(value, { ...schema, additionalProperties: false })).toEqual([
		'toString: is not a field of the schema',
		'__proto__: is not a field of the schema',
		'constructor: must be a number, but is "x"',
	]);
});
