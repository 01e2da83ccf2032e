import { Failure } from '../../../nodes/shared/errors/failure';
import type { JsonSchema } from '../../../nodes/shared/schema/sendableSchema';
import { sendableSchema } from '../../../nodes/shared/schema/sendableSchema';

const string = { type: 'string' };

// The SDK throws a plain error that says neither where nor what to do.
test.each<[string, JsonSchema, string, string]>([
	['my schema', {}, 'its top level', 'string'],
	['a field', { type: 'object', properties: { name: {} } }, 'properties.name', 'string'],
	['an odd name', { type: 'object', properties: { 'a b': {} } }, 'properties["a b"]', 'string'],
	['an entry', { type: 'array', items: { minimum: 1 } }, 'items', 'number'],
	['an alternative', { anyOf: [string, { items: string }] }, 'anyOf[1]', 'array'],
	['a definition', { ...string, $defs: { a: { properties: {} } } }, '$defs.a', 'object'],
	['an old definition', { ...string, definitions: { a: { not: {} } } }, 'definitions.a', 'string'],
	[
		'a field of an object or null',
		{ type: ['object', 'null'], properties: { a: { required: [] } } },
		'properties.a',
		'object',
	],
	['a choice of objects', { enum: [{ a: 1 }] }, 'its top level', 'string'],
])('I learn where a type is missing: in %s', (_, schema, place, type) => {
	expect(failureOf(schema)).toMatchObject({
		message: `'Input Schema' has no "type" at ${place}`,
		description: `Add "type": "${type}" there, or say what fits with "enum", "const", "anyOf" or "$ref".`,
		type: 'invalid_input',
	});
});

test.each<[string, JsonSchema, string]>([
	['anything', { type: 'array', items: true }, 'items, but it is true'],
	['nothing', { anyOf: [false] }, 'anyOf[0], but it is false'],
	['null', { type: 'object', properties: { a: null } }, 'properties.a, but it is null'],
	['a text', { type: 'object', properties: { a: 'text' } }, 'properties.a, but it is "text"'],
	['fields that are a text', { type: 'object', properties: 'a' }, 'properties, but it is "a"'],
	['a list', { type: 'array', items: [{}] }, 'items, but it is [{}]'],
])('I learn where a schema has to stand instead of %s', (_, schema, place) => {
	const failure = failureOf(schema);
	expect(failure.message).toBe(`'Input Schema' needs an object as the schema at ${place}`);
	expect(failure.description).toMatch(/^Write a schema there, as in/);
});

// A field may hold anything when an expression fills it.
test.each<[string, unknown]>([
	['true', true],
	['false', false],
	['null', null],
	['[]', []],
	['"text"', 'text'],
])('%s is no schema', (shown, value) => {
	expect(() => Reflect.apply(sendableSchema, undefined, [value, "'Input Schema'"])).toThrow(
		`'Input Schema' needs an object as the schema at its top level, but it is ${shown}`,
	);
});

// The SDK would send it, and the API would refuse it.
test.each([['https://example.com/a.json#/a'], ['address.json'], ['/$defs/a'], [null]])(
	'a reference cannot leave my schema: %s',
	($ref) => {
		expect(failureOf({ type: 'object', properties: { a: { $ref } } })).toMatchObject({
			message: expect.stringContaining(
				"'Input Schema' refers to another document at properties.a: ",
			),
			description: 'Copy that schema into "$defs" and refer to it as "#/$defs/name".',
		});
	},
);

function failureOf(schema: JsonSchema): Failure {
	try {
		sendableSchema(schema, "'Input Schema'");
	} catch (error) {
		if (error instanceof Failure) return error;
	}
	throw new Error('The schema was taken');
}
