import Ajv from 'ajv/dist/2020';
import fc from 'fast-check';
import { processorTime } from '../processorTime';
import { Failure } from '../../../nodes/shared/errors/failure';
import { jsonProblems } from '../../../nodes/shared/schema/checkJson';
import { schemaOfExample } from '../../../nodes/shared/schema/exampleSchema';
import { type JsonSchema, sendableSchema } from '../../../nodes/shared/schema/sendableSchema';

const KEYWORDS = [
	'type',
	'properties',
	'required',
	'additionalProperties',
	'patternProperties',
	'items',
	'prefixItems',
	'contains',
	'minItems',
	'anyOf',
	'oneOf',
	'allOf',
	'not',
	'if',
	'then',
	'$ref',
	'$defs',
	'definitions',
	'enum',
	'const',
	'format',
	'pattern',
	'minimum',
	'maximum',
	'multipleOf',
	'description',
	'title',
	'default',
	'$schema',
	'__proto__',
	'constructor',
];

const word = fc.constantFrom<unknown>(
	...['object', 'array', 'string', 'number', 'integer', 'null', 'x', '#', '#/$defs/a', 'date'],
	...[0, 1, -1, 1.5, true, false, null, ''],
);

/** Schemas of every form, most of them wrong in some place. */
const { schema } = fc.letrec<{ schema: unknown; inside: unknown }>((tie) => ({
	schema: fc
		.uniqueArray(fc.tuple(fc.constantFrom(...KEYWORDS), tie('inside')), {
			maxLength: 4,
			selector: ([keyword]) => keyword,
		})
		.map((entries) => Object.fromEntries(entries)),
	inside: fc.oneof(
		{ maxDepth: 4, withCrossShrink: true },
		word,
		fc.array(word, { maxLength: 3 }),
		fc.array(tie('schema'), { maxLength: 3 }),
		fc.dictionary(fc.constantFrom('a', 'b', '__proto__', ''), tie('schema'), { maxKeys: 3 }),
		tie('schema'),
	),
}));

const isSchema = (value: unknown): value is JsonSchema =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

test('any schema can be sent, or is told with its place', () => {
	fc.assert(
		fc.property(schema, fc.json(), (any, json) => {
			if (!isSchema(any)) return;
			expect(Array.isArray(jsonProblems(JSON.parse(json), any))).toBe(true);
			try {
				sendableSchema(any, "'Input Schema'");
			} catch (error) {
				expect(error).toBeInstanceOf(Failure);
				expect(error).toMatchObject({ message: expect.stringContaining("'Input Schema'") });
			}
		}),
		{ numRuns: 1500 },
	);
});

/** Without numbers that JSON does not keep. */
const example = fc.oneof(
	fc.array(fc.jsonValue({ maxDepth: 3 }), { maxLength: 4 }),
	fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 4 }),
);

test('every example fits the schema that is made of it, which can be sent', () => {
	fc.assert(
		fc.property(example, (value) => {
			const made = schemaOfExample(value, 'JSON Example');
			const fits = new Ajv({ strict: false }).compile(made);
			expect({ value, fits: fits(JSON.parse(JSON.stringify(value))) }).toEqual({
				value,
				fits: true,
			});
			expect(jsonProblems(JSON.parse(JSON.stringify(value)), made)).toEqual([]);
			expect(sendableSchema(made, "'Input Schema'")).toMatchObject({});
		}),
		{ numRuns: 100 },
	);
});

test.each<[string, (inside: JsonSchema) => JsonSchema, number]>([
	['fields', (inside) => ({ type: 'object', properties: { a: inside } }), 2],
	['lists', (items) => ({ type: 'array', items }), 1],
	['alternatives', (inside) => ({ anyOf: [inside] }), 2],
	['types with an inside', (items) => ({ type: ['array', 'null'], items }), 1],
	['definitions', ($defs) => ({ $ref: '#', $defs: { a: $defs } }), 2],
])('500 levels of %s are within the stack', (_, around, levels) => {
	let deep: JsonSchema = { type: 'string' };
	for (let level = 1; level + levels <= 500; level += levels) deep = around(deep);
	expect(sendableSchema(deep, "'Input Schema'")).toMatchObject({});
});

test('500 levels of an example are within the stack', () => {
	for (const around of [(inside: unknown) => [inside], (a: unknown) => ({ a })]) {
		let deep: unknown = 'x';
		for (let level = 0; level < 500; level++) deep = around(deep);
		expect(sendableSchema(schemaOfExample(deep, 'JSON Example'), "'Input Schema'")).toMatchObject(
			{},
		);
		expect(jsonProblems(deep, schemaOfExample(deep, 'JSON Example'))).toEqual([]);
	}
});

test('the time for an example grows with its size', async () => {
	const entries = (count: number) =>
		Array.from({ length: count }, (_, index) => ({ [`field ${index}`]: index }));
	const cpu = async (count: number) => {
		const list = entries(count);
		return await processorTime(() => schemaOfExample(list, 'JSON Example'));
	};
	// Ten times as much where it grows with the size, a hundred times where it grows with its square.
	expect((await cpu(40_000)) / (await cpu(4_000))).toBeLessThan(30);
});
