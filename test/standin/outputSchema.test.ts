import { transformJSONSchema } from '@anthropic-ai/sdk/lib/transform-json-schema';
import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { ask, post, refusal, sdk, textOf, useStandIn } from './testkit';

const standIn = useStandIn();

const PLACE = 'output_config.format.schema';

async function askFor(schema: unknown) {
	const format = { type: 'json_schema', schema };
	return await post(standIn(), ask('Hello', { output_config: { format } }));
}

function object(properties: Record<string, unknown>, more: Record<string, unknown> = {}) {
	return { type: 'object', properties, required: Object.keys(properties), ...more };
}

const closed = { additionalProperties: false };
const text = { type: 'string' };
const tree = object({
	value: { type: 'integer' },
	children: { type: 'array', items: ref('tree') },
});
const list = object({ next: { anyOf: [ref('list'), { type: 'null' }] } });

function ref(name: string) {
	return { $ref: `#/$defs/${name}` };
}

/** Valid JSON schemas, most of them with something that the API does not take. */
const SCHEMAS: Record<string, Record<string, unknown>> = {
	'a flat object': object({ name: text, age: { type: 'integer' }, tall: { type: 'boolean' } }),
	'bounds of numbers': object({ age: { type: 'integer', minimum: 18, maximum: 19.5 } }),
	'exclusive bounds': { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1, multipleOf: 0.1 },
	'lengths of strings': object({ name: { ...text, minLength: 2, maxLength: 5 } }),
	'a pattern': object({ code: { ...text, pattern: '^(?!x)[A-Z]{3}$' } }),
	'a bounded list': { type: 'array', items: text, minItems: 2, maxItems: 3, uniqueItems: true },
	'a filled list': { type: 'array', items: object({ name: text }), minItems: 1 },
	'a tuple': { type: 'array', prefixItems: [text, text], contains: text },
	'one of several': { oneOf: [object({ cat: text }), object({ dog: text }), { type: 'null' }] },
	'any of several': object({ pet: { anyOf: [object({ cat: text }), text] } }),
	'all of several': { allOf: [ref('one'), { type: 'object' }], $defs: { one: object({}) } },
	'open objects': object({ any: { type: 'object', additionalProperties: text } }),
	'patterns of names': { type: 'object', patternProperties: { '^x': text }, minProperties: 1 },
	'a type list': object({
		name: { type: ['string', 'null'] },
		tall: { type: ['null', 'boolean'] },
	}),
	'an object or null': { type: ['object', 'null'], properties: { name: text } },
	enums: object({ mood: { type: 'string', enum: ['good', 'bad'] }, none: { enum: [null] } }),
	'enums of objects': { type: 'object', enum: [{ a: 1 }], title: 'Odd' },
	constants: object({ kind: { const: 'ant' }, legs: { type: 'integer', const: 6, default: 6 } }),
	formats: object({ day: { ...text, format: 'date' }, host: { ...text, format: 'idn-hostname' } }),
	'a recursive tree': { ...ref('tree'), $defs: { tree } },
	'a linked list': object({ first: ref('list') }, { $defs: { list } }),
	'conditions and not': object({ a: text }, { if: {}, then: {}, not: { required: ['b'] } }),
	'notes and a dialect': {
		$schema: 'https://json-schema.org/draft/2020-12/schema',
		...object({ name: { ...text, description: 'Of the ant', examples: ['Z'], deprecated: true } }),
	},
};

const ajv = addFormats(new Ajv({ strict: false }));

describe('the schema of a structured output', () => {
	it.each(Object.entries(SCHEMAS))(
		'with %s is taken as the SDK rewrites it, and the answer fits',
		async (_, schema) => {
			const rewritten = transformJSONSchema(schema);
			const message = await sdk(standIn()).messages.create({
				model: 'claude-haiku-4-5',
				max_tokens: 1000,
				messages: [{ role: 'user', content: 'Hello' }],
				output_config: { format: { type: 'json_schema', schema: rewritten } },
			});
			const validate = ajv.compile(rewritten);
			validate(JSON.parse(textOf(message)));
			expect(validate.errors).toBeNull();
		},
	);

	it.each([
		['', { type: 'object', properties: {} }, "For 'object' type, 'additionalProperties'"],
		['', { ...object({}), additionalProperties: true }, "For 'object' type"],
		['', { type: 'object', additionalProperties: text }, "For 'object' type"],
		['.items', { type: 'array', items: object({ a: text }) }, "For 'object' type"],
		['.$defs.a', { ...ref('a'), $defs: { a: object({}) } }, "For 'object' type"],
		['.properties.a', object({ a: { type: 'integer', minimum: 1 } }, closed), "For 'integer'"],
		['.anyOf.1', { anyOf: [text, { type: 'number', maximum: 1 }] }, "For 'number' type, property"],
		['', { type: 'number', multipleOf: 2, exclusiveMinimum: 1 }, "For 'number' type, properties"],
		['', { ...text, minLength: 1 }, "For 'string' type, property 'minLength' is not supported"],
		['', { ...text, maxLength: 1 }, "For 'string' type, property 'maxLength' is not supported"],
		['.items', { type: 'array', items: { type: 'array', minItems: 2 } }, "For 'array' type, 'minI"],
		['', { type: 'array', maxItems: 2 }, "For 'array' type, property 'maxItems'"],
		['', { type: 'array', uniqueItems: true }, "For 'array' type, property 'uniqueItems'"],
		['', { type: 'array', prefixItems: [text] }, "For 'array' type, property 'prefixItems'"],
		['', { oneOf: [text] }, "Schema property 'oneOf' is not supported"],
		['', { ...text, not: { const: 'a' } }, "For 'string' type, property 'not'"],
		['', { type: 'object', patternProperties: {}, ...closed }, "For 'object' type, property 'patt"],
		['', { ...text, format: 5 }, "String format '5' is not supported"],
		['', { ...text, format: 'idn-email' }, "String format 'idn-email' is not supported"],
		['.$ref', { $ref: 'https://example.com/schema.json' }, '"https'],
		['.$ref', { $ref: '#/$defs/missing' }, '"#/'],
		['', { ...ref('a'), allOf: [text], $defs: { a: text } }, "'allOf' next to '$ref'"],
		['.enum', { enum: [{ a: 1 }] }, 'Input should be a list of'],
		['.enum', { enum: [] }, 'Input should be a list of'],
		['.type', { type: 'text' }, 'Input should be a type'],
		['', { description: 'Anything' }, 'Schema must have one of type'],
		['.properties.a', object({ a: true }, closed), 'Input should be an object'],
		['', true, 'Input should be an object'],
		['.pattern', { ...text, pattern: '^(?=a)' }, "'(?=' is not supported"],
		['.pattern', { ...text, pattern: '(?<!a)b' }, "'(?<!' is not supported"],
		['.pattern', { ...text, pattern: '(a)\\1' }, "'\\1' is not supported"],
		['.pattern', { ...text, pattern: 'a(' }, 'Input should be a regular expression'],
	])('is refused at %s: %j', async (place, schema, problem) => {
		expect(await askFor(schema)).toMatchObject(
			refusal(400, 'invalid_request_error', `${PLACE}${place}: ${problem}`),
		);
	});

	it.each([
		[{ ...text, pattern: '^\\\\b[A-Z]{2}-\\d+$' }],
		[{ type: 'array', items: text, minItems: 0 }],
		[{ anyOf: [text, { $ref: '#' }] }],
		[
			{
				...closed,
				...object({ a: { $ref: '#/definitions/a%20b' } }),
				definitions: { 'a b': text },
			},
		],
	])('is taken: %j', async (schema) => {
		expect((await askFor(schema)).status).toBe(200);
	});

	it('holds for counting tokens, too', async () => {
		const format = { type: 'json_schema', schema: { oneOf: [text] } };
		const body = ask('Hello', { max_tokens: undefined, output_config: { format } });
		expect(await post(standIn(), body, {}, '/v1/messages/count_tokens')).toMatchObject(
			refusal(400, 'invalid_request_error', `${PLACE}: Schema property 'oneOf'`),
		);
	});
});
