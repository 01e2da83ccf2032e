import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { FORMATS } from '../schema/formats';
import { sampleJson } from './sampleJson';

const ajv = addFormats(new Ajv({ strict: false }));

function ref(name: string) {
	return { $ref: `#/$defs/${name}` };
}

function object(properties: Record<string, unknown>) {
	const required = Object.keys(properties);
	return { type: 'object', properties, required, additionalProperties: false };
}

const node = object({ next: { anyOf: [ref('node'), { type: 'null' }] } });
const even = object({ odd: { type: 'array', items: ref('odd'), minItems: 1 } });
const odd = { anyOf: [ref('even'), object({ end: { const: true } })] };

describe('a sample', () => {
	it.each(Object.keys(FORMATS))('of the format %s is one', (format) => {
		const validate = ajv.compile({ type: 'string', format });
		expect(validate(sampleJson({ type: 'string', format }, 'no'))).toBe(true);
		expect(validate('no: \n')).toBe(false);
	});

	it.each([
		['a constant of false', { const: false }, false],
		['a constant of null', object({ a: { const: null } }), { a: null }],
		['the first of an enum', { type: ['integer', 'null'], enum: [null, 3] }, null],
		['the first of several types', { type: ['boolean', 'string'] }, true],
		['the first choice that ends', { ...ref('node'), $defs: { node } }, { next: null }],
		[
			'two schemas that need each other',
			{ ...ref('even'), $defs: { even, odd } },
			{ odd: [{ end: true }] },
		],
		['a recursive root', object({ all: { type: 'array', items: { $ref: '#' } } }), { all: [] }],
		[
			'all schemas at once',
			{ allOf: [ref('a'), ref('b')], $defs: { a: { type: 'string' }, b: { format: 'date' } } },
			'2026-11-22',
		],
		[
			'a choice and what stands next to it',
			{ type: 'object', properties: { a: {} }, anyOf: [object({ a: { type: 'null' } })] },
			{ a: null },
		],
		['a reference into a list', { anyOf: [{ type: 'null' }, { $ref: '#/anyOf/0' }] }, null],
	])('is %s', (_, schema, expected) => {
		const made = sampleJson(schema, 'text');
		expect(made).toEqual(expected);
		expect(ajv.compile(schema)(made)).toBe(true);
	});

	it('has all fields that are required, in the order of the schema, and no others', () => {
		const schema = {
			type: 'object',
			properties: { c: { type: 'integer' }, b: { type: 'string' }, a: { type: 'string' } },
			required: ['a', 'c'],
		};
		expect(JSON.stringify(sampleJson(schema, 'text'))).toBe('{"c":1,"a":"text"}');
	});

	it('is null where a schema has no end', () => {
		expect(sampleJson(object({ self: { $ref: '#' } }), 'text')).toBeNull();
	});
});
