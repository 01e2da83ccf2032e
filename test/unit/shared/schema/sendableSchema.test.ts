import { transformJSONSchema } from '@anthropic-ai/sdk/lib/transform-json-schema';
import type { JsonSchema } from '../../../../nodes/shared/schema/sendableSchema';
import { sendableSchema } from '../../../../nodes/shared/schema/sendableSchema';

const string = { type: 'string' };
const address = { type: 'object', properties: { street: string, zip: string }, required: ['zip'] };

const FORMATS = [
	'date-time',
	'time',
	'date',
	'duration',
	'email',
	'hostname',
	'uri',
	'ipv4',
	'ipv6',
	'uuid',
];

test.each<[string, JsonSchema]>([
	['an object without fields', { type: 'object' }],
	['PHP writes no fields as a list', { type: 'object', properties: [] }],
	['fields that are null', { type: 'object', properties: null }],
	['one field', { type: 'object', properties: { name: string }, required: ['name'] }],
	['an object in an object', { type: 'object', properties: { home: address }, title: 'Person' }],
	['an open object', { type: 'object', properties: { a: string }, additionalProperties: true }],
	[
		'rules for names of fields',
		{ type: 'object', patternProperties: { '^x-': string }, propertyNames: { maxLength: 3 } },
	],
	['a number of fields', { type: 'object', minProperties: 1, maxProperties: 9 }],
	['a list of objects', { type: 'array', items: address }],
	['a list of anything', { type: 'array' }],
	['a list of lists', { type: 'array', items: { type: 'array', items: { type: 'integer' } } }],
	['a list that may be empty', { type: 'array', items: string, minItems: 0 }],
	['a list that is not empty', { type: 'array', items: string, minItems: 1 }],
	['a long list', { type: 'array', minItems: 2, items: string, maxItems: 5, uniqueItems: true }],
	['a tuple', { type: 'array', prefixItems: [string, { type: 'number' }], items: string }],
	['a text of some length', { type: 'string', minLength: 2, maxLength: 5 }],
	['a pattern', { type: 'string', pattern: '^[A-Z]{2}"\\d+$' }],
	['a number in a range', { type: 'number', minimum: 0, exclusiveMaximum: 1, multipleOf: 0.1 }],
	['a whole number', { type: 'integer', minimum: 1 }],
	['true or false', { type: 'boolean' }],
	['nothing', { type: 'null' }],
	['a description', { type: 'string', description: 'The name' }],
	['a description and a rule', { type: 'string', description: 'The name', maxLength: 9 }],
	['an empty description and a rule', { type: 'string', description: '', maxLength: 9 }],
	['a description of an odd type', { type: 'string', description: 5, maxLength: 9 }],
	['a title', { type: 'string', title: 'Name' }],
	['a default and examples', { type: 'string', default: 'a', examples: ['a', { b: 1 }] }],
	...FORMATS.map((format): [string, JsonSchema] => [format, { type: 'string', format }]),
	['a format that the API does not know', { type: 'string', format: 'phone', maxLength: 20 }],
	['a format of a number', { type: 'integer', format: 'int32', maximum: 9 }],
	['a text or null', { type: ['string', 'null'] }],
	['a text or null with rules', { type: ['string', 'null'], format: 'date', minLength: 1 }],
	['words to choose from', { type: 'string', enum: ['red', 'green'] }],
	['scalars to choose from', { enum: ['red', 1, true, null] }],
	['objects to choose from', { type: 'object', enum: [{ a: 1 }] }],
	['nothing to choose from', { type: 'string', enum: [] }],
	['a word to choose and a rule', { type: 'string', enum: ['a'], format: 'date', title: 'A' }],
	['one fixed word', { const: 'red' }],
	['a fixed null', { const: null }],
	['a fixed object', { type: 'object', const: { a: 1 } }],
	['a fixed word and a choice', { const: 'a', enum: ['a', 'b'], anyOf: [string] }],
	['anyOf', { anyOf: [address, { type: 'null' }], description: 'Home' }],
	['anyOf next to fields', { ...address, anyOf: [{ type: 'object', required: ['a'] }] }],
	['anyOf next to oneOf', { anyOf: [string], oneOf: [address], allOf: [address] }],
	['anyOf that is no list', { type: 'string', anyOf: string }],
	['no alternatives', { anyOf: [] }],
	['oneOf', { oneOf: [address, { type: 'string', minLength: 1 }] }],
	[
		'oneOf that tells variants apart',
		{ oneOf: [{ type: 'object', properties: { k: { const: 'a' } } }] },
	],
	['allOf', { allOf: [address, { type: 'object', properties: { b: string } }] }],
	['allOf of references', { allOf: [{ $ref: '#/$defs/a' }], $defs: { a: address }, title: 'A' }],
	['not', { type: 'string', not: { const: 'a' } }],
	['if, then and else', { type: 'object', if: address, then: address, else: false }],
	[
		'$schema and $id',
		{ $schema: 'https://json-schema.org/draft/2020-12/schema', $id: 'a', type: 'string' },
	],
	[
		'a reference',
		{ type: 'object', properties: { a: { $ref: '#/$defs/a' } }, $defs: { a: address } },
	],
	['a reference with more beside it', { type: 'array', items: { $ref: '#', description: 'Lost' } }],
	['a reference as the whole', { $ref: '#/$defs/a', $defs: { a: address }, title: 'Lost' }],
	[
		'a tree',
		{
			$ref: '#/$defs/node',
			$defs: {
				node: {
					type: 'object',
					properties: {
						value: { type: 'number', minimum: 0 },
						children: { type: 'array', items: { $ref: '#/$defs/node' } },
					},
				},
			},
		},
	],
	['$defs inside', { type: 'object', properties: { a: { $ref: '#/x', $defs: { b: address } } } }],
	['empty $defs', { type: 'string', $defs: {} }],
	[
		'fields named like keywords',
		{
			type: 'object',
			properties: { type: string, $ref: string, properties: address, definitions: string },
			required: ['type'],
		},
	],
	[
		'a value that JSON does not know',
		{ type: 'string', maxLength: undefined, default: new Date(0) },
	],
	['an unknown keyword', { type: 'string', 'x-order': { a: [1] }, $comment: 'internal' }],
	['a type that does not exist', { type: 'text' }],
])("Claude gets the schema that Anthropic's SDK would send: %s", (_, schema) => {
	const before = structuredClone(schema);
	expect(sendableSchema(schema, "'Input Schema'")).toStrictEqual(transformJSONSchema(schema));
	expect(schema).toStrictEqual(before);
});

test('my rules that the API does not take are told to Claude in the words of the SDK', () => {
	const schema = { type: 'integer', description: 'Stars', minimum: 1, maximum: 5 };
	expect(sendableSchema(schema, "'Input Schema'")).toEqual({
		type: 'integer',
		description: 'Stars\n\n{minimum: 1, maximum: 5}',
	});
});

test('my fields keep their order, in which Claude writes them', () => {
	const properties = { reason: string, verdict: string, also: string };
	const sent = sendableSchema({ type: 'object', properties }, "'Input Schema'");
	expect(Object.keys(sent.properties ?? {})).toEqual(['reason', 'verdict', 'also']);
});

// The SDK tells about `definitions` in a description, so that no reference finds them.
test('a schema of draft 07 works: its definitions become $defs', () => {
	const schema = {
		$schema: 'http://json-schema.org/draft-07/schema#',
		type: 'object',
		properties: {
			home: { $ref: '#/definitions/address' },
			all: { type: 'array', items: { $ref: '#/definitions/address' } },
		},
		definitions: { address: { ...address, required: undefined } },
	};
	expect(sendableSchema(schema, "'Input Schema'")).toEqual({
		type: 'object',
		properties: {
			home: { $ref: '#/$defs/address' },
			all: { type: 'array', items: { $ref: '#/$defs/address' } },
		},
		additionalProperties: false,
		$defs: {
			address: {
				type: 'object',
				properties: { street: string, zip: string },
				additionalProperties: false,
			},
		},
	});
});

test('a schema with definitions and $defs keeps both, and $defs where a name is in both', () => {
	const definitions = { a: { type: 'string' }, b: { type: 'string' } };
	const $defs = { b: { type: 'number' }, c: { type: 'number' } };
	expect(sendableSchema({ $ref: '#/$defs/a', definitions, $defs }, "'Input Schema'")).toEqual({
		$ref: '#/$defs/a',
		$defs: { a: { type: 'string' }, b: { type: 'number' }, c: { type: 'number' } },
	});
});

// The SDK would tell the fields in a description only, and Claude could make up others.
test('an object or null keeps its fields', () => {
	const schema = {
		type: ['object', 'null'],
		description: 'Home',
		properties: { zip: { type: 'string', maxLength: 5 } },
		required: ['zip'],
		minProperties: 1,
		default: null,
	};
	expect(sendableSchema(schema, "'Input Schema'")).toEqual({
		description: 'Home\n\n{default: null}',
		anyOf: [
			{
				type: 'object',
				properties: { zip: { type: 'string', description: '{maxLength: 5}' } },
				required: ['zip'],
				additionalProperties: false,
				description: '{minProperties: 1}',
			},
			{ type: 'null' },
		],
	});
});

test('a list, a text or a number keep the rules of their type', () => {
	const schema = {
		type: ['array', 'string', 'integer'],
		items: address,
		minItems: 1,
		format: 'date',
		minimum: 3,
		title: 'When',
	};
	expect(sendableSchema(schema, "'Input Schema'")).toEqual({
		title: 'When',
		anyOf: [
			{ type: 'array', items: { ...address, additionalProperties: false }, minItems: 1 },
			{ type: 'string', format: 'date' },
			{ type: 'integer', description: '{minimum: 3}' },
		],
	});
});

test('several types next to alternatives are left to the alternatives, as in the SDK', () => {
	const schema = { type: ['object', 'null'], anyOf: [address, { type: 'null' }] };
	expect(sendableSchema(schema, "'Input Schema'")).toEqual(transformJSONSchema(schema));
});

// In the SDK's object literal such a name would set the prototype.
test('fields and definitions may have names that JavaScript reserves', () => {
	const text =
		'{"type":"object","properties":{"__proto__":{"type":"string"},"constructor":{"type":"string"},"toString":{"type":"string"}},"required":["__proto__"],"$defs":{"__proto__":{"type":"null"}}}';
	const sent = sendableSchema(JSON.parse(text), "'Input Schema'");
	const closed = JSON.parse(
		text.replace('"type":"object"', '"type":"object","additionalProperties":false'),
	);
	expect(Object.getPrototypeOf(sent.properties)).toBe(Object.prototype);
	expect(sorted(sent)).toBe(sorted(closed));
});

test('I learn that names which are not known before cannot be sent, where the SDK sends an object that has to be empty', () => {
	const schema = {
		type: 'object',
		properties: { prices: { type: 'object', additionalProperties: { type: 'number' } } },
	};
	expect(() => sendableSchema(schema, "'Input Schema'")).toThrow(
		"'Input Schema' leaves the names of the fields open at properties.prices, but the API has to know them",
	);
	expect(transformJSONSchema(schema)).toMatchObject({
		properties: { prices: { properties: {}, additionalProperties: false } },
	});
});

function sorted(value: unknown): string {
	const lines = JSON.stringify(value, null, '\t').split('\n');
	return lines
		.map((line) => line.replace(/,$/, ''))
		.sort()
		.join('\n');
}

test('very many types in one list are alternatives, and no slip of the node', () => {
	const type = ['object', ...Array.from({ length: 200_000 }, () => 'string')];
	const schema = { type: 'object', properties: { a: { type } }, required: ['a'] };
	const { properties } = sendableSchema(schema, 'Input Schema');
	expect(Object(properties).a.anyOf).toHaveLength(type.length);
});
