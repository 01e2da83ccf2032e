/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createRequire } from 'node:module';
import { DynamicStructuredTool, DynamicTool, tool } from '@langchain/core/tools';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import * as fc from 'fast-check';
import { z } from 'zod';
import * as zodOf3 from 'zod/v4';
import { zodToJsonSchema } from 'zod-to-json-schema';
import { toolSchema } from '../../../nodes/ClaudeMessages/tools/schema/toolSchema';
import { isRecord, isTooDeep } from '../../../nodes/shared/json';
import { without } from '../../../nodes/shared/schema/keywords';

/** LangChain comes with a zod of its own, which is not that of n8n. */
const requireOfLangChain = createRequire(require.resolve('@langchain/core/tools'));
const zodOfLangChain: typeof zodOf3 = requireOfLangChain('zod');
const miniOfLangChain: typeof import('zod/v4-mini') = requireOfLangChain('zod/mini');

/** As a validator of the draft that the API names takes it, which also finds schemas that are none. */
function accepts(schema: Record<string, unknown>): (value: unknown) => boolean {
	const ajv = new Ajv2020({ strict: false });
	addFormats(ajv);
	return ajv.compile(schema);
}

/** The JSON Schema of one argument. */
function argument(schema: z.ZodTypeAny): unknown {
	const { properties } = toolSchema(z.object({ it: schema }));
	return isRecord(properties) ? properties.it : undefined;
}

enum Level {
	Low,
	High = 10,
}

enum Mixed {
	Text = 'text',
	Number = 3,
}

describe('says what zod-to-json-schema says, of', () => {
	test.each<[string, z.ZodTypeAny]>([
		['a text', z.string()],
		['a text with a length', z.string().min(2).max(5)],
		['a text of one length', z.string().length(4)],
		['an e-mail address', z.string().email()],
		['an address', z.string().url()],
		['a UUID', z.string().uuid()],
		['a date and time with any offset', z.string().datetime({ offset: true })],
		['a day', z.string().date()],
		['a duration', z.string().duration()],
		['an IPv4 address', z.string().ip({ version: 'v4' })],
		['an IPv6 address', z.string().ip({ version: 'v6' })],
		['a text with a pattern', z.string().regex(/^[a-z]+-\d+$/)],
		['a text that begins with something', z.string().startsWith('abc')],
		['a text that ends with something', z.string().endsWith('xyz')],
		['a text that holds something', z.string().includes('mid')],
		['a CUID', z.string().cuid()],
		['a CUID2', z.string().cuid2()],
		['a nanoid', z.string().nanoid()],
		['emojis', z.string().emoji()],
		['base64', z.string().base64()],
		['a text that is trimmed', z.string().trim().toLowerCase()],
		['a number', z.number()],
		['a number between two others', z.number().min(1).max(9)],
		['a number strictly between two others', z.number().gt(0).lt(1)],
		['a whole number', z.number().int().positive()],
		['a multiple', z.number().multipleOf(5)],
		['a whole number of any size', z.bigint()],
		['a yes or no', z.boolean()],
		['a date', z.date()],
		['null', z.null()],
		['nothing', z.undefined()],
		['never', z.never()],
		['NaN', z.nan()],
		['anything', z.any()],
		['something unknown', z.unknown()],
		['a list', z.array(z.string())],
		['a list with bounds', z.array(z.number()).min(1).max(3)],
		['a list of one length', z.array(z.number()).length(2)],
		['a list of anything', z.array(z.any())],
		['a tuple', z.tuple([z.string(), z.number()])],
		['a tuple with a rest', z.tuple([z.string()]).rest(z.boolean())],
		['a record', z.record(z.number())],
		['a record with checked keys', z.record(z.string().min(2), z.number())],
		['a set', z.set(z.string()).min(1).max(4)],
		['a map', z.map(z.string(), z.number())],
		['a choice', z.enum(['red', 'green'])],
		['an enum of numbers', z.nativeEnum(Level)],
		['an enum of texts and numbers', z.nativeEnum(Mixed)],
		['a fixed text', z.literal('fixed')],
		['a fixed number', z.literal(7)],
		['a fixed yes', z.literal(true)],
		['a union of types', z.union([z.string(), z.number(), z.string()])],
		['a union of fixed values', z.union([z.literal('a'), z.literal(2)])],
		['a union of choices', z.union([z.enum(['a', 'b']), z.enum(['b', 'c'])])],
		['a union of others', z.union([z.string().min(1), z.object({ a: z.number() })])],
		[
			'a union with a discriminator',
			z.discriminatedUnion('kind', [
				z.object({ kind: z.literal('a'), x: z.number() }),
				z.object({ kind: z.literal('b'), y: z.string() }),
			]),
		],
		['an intersection', z.object({ a: z.string() }).and(z.object({ b: z.string() }))],
		[
			'an intersection of three',
			z
				.object({ a: z.string() })
				.and(z.object({ b: z.string() }))
				.and(z.object({ c: z.string() })),
		],
		['what may be left out', z.string().optional()],
		['what may be null', z.string().nullable()],
		['an object that may be null', z.object({ a: z.string() }).nullable()],
		['a choice that may be null or left out', z.enum(['a']).nullish()],
		['a default', z.number().default(4)],
		['a default that is made', z.array(z.string()).default(() => ['x'])],
		['what is caught', z.string().catch('x')],
		['a brand', z.string().brand('Id')],
		['what is read only', z.object({ a: z.string() }).readonly()],
		['what is refined', z.string().refine((text) => text !== '')],
		['what is changed', z.string().transform((text) => text.length)],
		['what is prepared', z.preprocess((value) => value, z.number())],
		['a pipeline', z.string().pipe(z.coerce.number())],
		['a promise', z.promise(z.string())],
		['a lazy schema', z.lazy(() => z.object({ a: z.string() }))],
		['an object', z.object({ a: z.string(), b: z.number().optional(), c: z.any() })],
		['an object without fields', z.object({})],
		['a strict object', z.object({ a: z.string() }).strict()],
		['an object that passes others through', z.object({ a: z.string() }).passthrough()],
		['an object with others of one kind', z.object({ a: z.string() }).catchall(z.number())],
		[
			'descriptions at every level',
			z
				.object({
					a: z.string().describe('inner').optional().describe('outer'),
					b: z.array(z.number().describe('each')).describe('all'),
					c: z.string().describe('kept').optional(),
					d: z.enum(['x']).describe('choice').default('x'),
				})
				.describe('whole'),
		],
	])('%s', (_, schema) => {
		const tool = z.object({ it: schema, other: z.string() });
		const theirs = zodToJsonSchema(tool, {
			$refStrategy: 'none',
			// The model writes what goes in.
			pipeStrategy: 'input',
			// zod takes other keys and leaves them out; only strict objects refuse them.
			removeAdditionalStrategy: 'strict',
		});
		expect(comparable(toolSchema(tool))).toEqual(comparable(theirs));
	});

	/** Without what is said in another way. */
	function comparable(schema: unknown): unknown {
		if (Array.isArray(schema)) return schema.map(comparable);
		if (!isRecord(schema)) return schema;
		const fields = Object.entries(schema).flatMap(([keyword, value]): Array<[string, unknown]> => {
			const said = comparable(value);
			if (keyword === '$schema') return [];
			// What takes anything may as well be left out.
			if (keyword === 'items' && isRecord(said) && Object.keys(said).length === 0) return [];
			if (keyword === 'additionalProperties' && said === true) return [];
			// Draft 7 and 2020-12 have different keywords for tuples; the API names the latter.
			if (keyword === 'items' && Array.isArray(said)) {
				return [
					['prefixItems', said],
					['items', comparable(schema.additionalItems) ?? false],
				];
			}
			if (keyword === 'additionalItems') return [];
			// Names of properties are texts anyway.
			if (keyword === 'propertyNames' && isRecord(said)) {
				return [[keyword, without(said, 'type')]];
			}
			// zod bounds neither its BigInts nor its maps.
			if (keyword === 'format' && said === 'int64') return [];
			if (keyword === 'maxItems' && said === 125) return [];
			return [[keyword, said]];
		});
		return Object.fromEntries(fields);
	}
});

describe('says more, or what is right, where zod-to-json-schema does not', () => {
	test.each<[string, z.ZodTypeAny, unknown]>([
		['null as a fixed value', z.literal(null), { type: 'null', const: null }],
		['a fixed BigInt', z.literal(5n), { type: 'number', const: 5 }],
		['bounds of BigInts', z.bigint().min(2n), { type: 'integer', minimum: 2 }],
		['the tighter of two bounds', z.number().min(5).min(1), { type: 'number', minimum: 5 }],
		[
			'a pattern with flags, which would refuse what the tool takes',
			z
				.string()
				.regex(/^[a-z]+$/i)
				.describe('name'),
			{
				type: 'string',
				allOf: [{ type: 'string', description: 'Matches /^[a-z]+$/i' }],
				description: 'name',
			},
		],
		[
			'two patterns',
			z.string().regex(/a/).regex(/b/),
			{ type: 'string', pattern: 'a', allOf: [{ type: 'string', pattern: 'b' }] },
		],
		[
			'two formats, of which both count',
			z.string().email().url(),
			{ type: 'string', format: 'email', allOf: [{ type: 'string', format: 'uri' }] },
		],
		[
			'a beginning with special characters, as a pattern that u takes',
			z.string().startsWith('x-$1/#'),
			{ type: 'string', pattern: '^x-\\$1\\/#' },
		],
		[
			'a date and time in UTC',
			z.string().datetime(),
			{ type: 'string', format: 'date-time', pattern: 'Z$' },
		],
		[
			'either kind of IP address',
			z.string().ip(),
			{
				type: 'string',
				anyOf: [
					{ type: 'string', format: 'ipv4' },
					{ type: 'string', format: 'ipv6' },
				],
			},
		],
		[
			'descriptions within a union',
			z.union([z.string().describe('a'), z.number()]),
			{
				anyOf: [{ type: 'string', description: 'a' }, { type: 'number' }],
			},
		],
		[
			'list entries that may be undefined',
			z.array(z.string().optional()),
			{
				type: 'array',
				items: { type: 'string' },
			},
		],
		[
			'a strict part of an intersection',
			z.object({}).strict().and(z.object({})),
			{
				allOf: [
					{ type: 'object', properties: {}, additionalProperties: false },
					{ type: 'object', properties: {} },
				],
			},
		],
		[
			'a choice of keys',
			z.record(z.enum(['a', 'b']), z.string()),
			{
				type: 'object',
				additionalProperties: { type: 'string' },
				propertyNames: { type: 'string', enum: ['a', 'b'] },
			},
		],
		['a default without a form in JSON', z.bigint().default(1n), { type: 'integer' }],
		[
			'a default that is a date',
			z.date().default(new Date(0)),
			{
				type: 'string',
				format: 'date-time',
				default: '1970-01-01T00:00:00.000Z',
			},
		],
		['a function, which is left open', z.function(), {}],
		['a symbol, which is left open', z.symbol(), {}],
		[
			'a union with undefined',
			z.union([z.string(), z.undefined()]),
			{
				anyOf: [{ type: 'string' }, { not: {} }],
			},
		],
		['a token', z.string().jwt(), { type: 'string', pattern: expect.any(String) }],
		[
			'base64 for addresses',
			z.string().base64url(),
			{ type: 'string', contentEncoding: 'base64url' },
		],
		['an empty tuple', z.tuple([]), { type: 'array', items: false, maxItems: 0 }],
	])('%s', (_, schema, expected) => {
		expect(argument(schema)).toEqual(expected);
		accepts(toolSchema(z.object({ it: schema })));
	});
});

test.each<[string, z.ZodString, string[], string[]]>([
	['a time', z.string().time(), ['10:30:00', '10:30:00.5'], ['10:30:00Z', '25:00:00', 'noon']],
	[
		'a date and time in UTC',
		z.string().datetime(),
		['2020-01-31T10:00:00Z'],
		['2020-01-31T10:00:00+01:00', '2020-01-31T10:00:00'],
	],
	[
		'a local date and time',
		z.string().datetime({ local: true }),
		['2020-01-31T10:00:00', '2020-01-31T10:00'],
		['2020-01-31', 'T10:00'],
	],
	['an IP address', z.string().ip(), ['1.2.3.4', '::1'], ['1.2.3', 'x']],
	[
		'a range of IP addresses',
		z.string().cidr(),
		['10.0.0.0/8', '2001:db8::/32'],
		['10.0.0.0', '/8'],
	],
	['a ULID', z.string().ulid(), ['01arz3ndektsv4rrffq69g5fav'], ['01ARZ3NDEKTSV4RRFFQ69G5FA', 'u']],
	['a nanoid', z.string().nanoid(), ['V1StGXR8_Z5jdHi6B-myT'], ['V1StGXR8']],
	['a CUID', z.string().cuid(), ['cjld2cjxh0000qzrmn831i7rn'], ['xjld2cjxh0000qzrmn831i7rn']],
	['a beginning', z.string().startsWith('a.(b'), ['a.(b', 'a.(bc'], ['axb', 'x']],
	['an end', z.string().endsWith('$1/'), ['a$1/'], ['$1', '$1/x']],
	['an inside', z.string().includes('[x]'), ['a[x]b'], ['x']],
])('%s is taken where zod takes it', (_, text, good, bad) => {
	const schema = z.object({ it: text });
	const isValid = accepts(toolSchema(schema));
	for (const it of [...good, ...bad]) {
		const expected = [it, good.includes(it)];
		expect([it, schema.safeParse({ it }).success]).toEqual(expected);
		expect([it, isValid({ it })]).toEqual(expected);
	}
});

/** A schema with values of its kind. */
interface Sample {
	schema: z.ZodTypeAny;
	value: fc.Arbitrary<unknown>;
}

/** Lengths are counted in UTF-16 units by zod and in code points by JSON Schema. */
const asciiText = fc.string({ unit: 'grapheme-ascii', maxLength: 6 });

const KEYS = ['a', 'b', 'c', 'long name'];

/** Kinds of which JSON Schema can say all that zod checks. */
const { sample } = fc.letrec<{ sample: Sample; object: Sample }>((tie) => ({
	sample: fc.oneof(
		{ maxDepth: 3, withCrossShrink: true },
		bounds().map(([least, most]) => ({
			schema: z.string().min(least).max(most),
			value: asciiText,
		})),
		bounds().map(([least, most]) => ({
			schema: z.number().min(least).lt(most),
			value: fc.integer({ min: -2, max: 9 }),
		})),
		fc.constantFrom(
			{ schema: z.number().int(), value: fc.oneof(fc.integer(), fc.double({ noNaN: true })) },
			{ schema: z.number().int().multipleOf(3), value: fc.integer() },
			{ schema: z.boolean(), value: fc.boolean() },
			{ schema: z.null(), value: fc.constant(null) },
			{ schema: z.any(), value: fc.jsonValue() },
			{ schema: z.never(), value: fc.jsonValue() },
			{ schema: z.literal('x'), value: fc.constantFrom('x', 'y') },
			{ schema: z.enum(['x', 'y']), value: fc.constantFrom('x', 'y', 'z') },
			{ schema: z.nativeEnum(Level), value: fc.constantFrom(0, 1, 10, 'Low') },
			{ schema: z.string().regex(/^\d+$/), value: fc.constantFrom('1', '', 'a') },
			{ schema: z.string().startsWith('a.'), value: fc.constantFrom('a.', 'ab', '') },
		),
		fc.tuple(tie('sample'), bounds()).map(([{ schema, value }, [least, most]]) => ({
			schema: z.array(schema).min(least).max(most),
			value: fc.array(value, { maxLength: 5 }),
		})),
		fc.tuple(tie('sample'), tie('sample')).map(([first, second]) => ({
			schema: z.tuple([first.schema]).rest(second.schema),
			value: fc.oneof(fc.tuple(first.value, second.value), fc.tuple(first.value)),
		})),
		fc.tuple(tie('sample'), tie('sample')).map(([first, second]) => ({
			schema: z.union([first.schema, second.schema]),
			value: fc.oneof(first.value, second.value),
		})),
		tie('sample').map(({ schema, value }) => ({
			schema: schema.nullable().describe('maybe'),
			value: fc.option(value),
		})),
		tie('sample').map(({ schema, value }) => ({
			schema: z.record(z.string().max(1), schema),
			value: fc.dictionary(fc.constantFrom(...KEYS), value),
		})),
		tie('sample').map(({ schema, value }) => ({ schema: z.lazy(() => schema).readonly(), value })),
		tie('object'),
	),
	object: fc
		.tuple(
			fc.dictionary(
				fc.constantFrom(...KEYS),
				fc.tuple(tie('sample'), fc.constantFrom('required', 'optional', 'lazy')),
			),
			fc.constantFrom('strip', 'strict', 'passthrough', 'numbers'),
		)
		.map(([fields, others]) => {
			const shape = Object.fromEntries(
				Object.entries(fields).map(([key, [{ schema }, presence]]) => [
					key,
					presence === 'optional'
						? schema.optional()
						: presence === 'lazy'
							? z.lazy(() => schema)
							: schema,
				]),
			);
			const values = Object.fromEntries(
				Object.entries(fields).map(([key, [{ value }]]) => [key, value]),
			);
			return {
				schema: withOthers(z.object(shape), others),
				value: fc.oneof(
					fc.record(values),
					fc.record(values, { requiredKeys: [] }),
					fc.record({ ...values, more: fc.constantFrom('x', 1) }),
				),
			};
		}),
}));

function bounds(): fc.Arbitrary<[number, number]> {
	return fc.tuple(fc.nat(3), fc.nat(4)).map(([least, more]) => [least, least + more]);
}

function withOthers(object: z.ZodObject<z.ZodRawShape>, others: string): z.ZodTypeAny {
	if (others === 'strict') return object.strict();
	if (others === 'passthrough') return object.passthrough();
	return others === 'numbers' ? object.catchall(z.number()) : object;
}

test('takes the arguments that the tool takes, and no others', () => {
	let taken = 0;
	let refused = 0;
	fc.assert(
		fc.property(
			sample.chain(({ schema, value }) =>
				fc.tuple(fc.constant(schema), fc.array(fc.oneof(value, fc.jsonValue()), { minLength: 4 })),
			),
			([schema, values]) => {
				const tool = z.object({ it: schema });
				const isValid = accepts(toolSchema(tool));
				for (const value of values) {
					// As the model's answer arrives.
					const sent: unknown = JSON.parse(JSON.stringify({ it: value }));
					const { success } = tool.safeParse(sent);
					if (success) taken += 1;
					else refused += 1;
					if (isValid(sent) !== success) throw new Error(`differs for ${JSON.stringify(sent)}`);
				}
			},
		),
		{ numRuns: 150 },
	);
	// Else the test would say little.
	expect(taken).toBeGreaterThan(100);
	expect(refused).toBeGreaterThan(100);
});

test('takes what all parts of an intersection at the top take, as one object', () => {
	const schema = z
		.object({ a: z.number().min(1), b: z.string().optional() })
		.and(z.object({ a: z.number().max(5), c: z.string() }).describe('ignored'))
		.and(z.any());
	const sent = toolSchema(schema.describe('All of it'));
	expect(sent).toEqual({
		type: 'object',
		description: 'All of it',
		properties: {
			a: {
				allOf: [
					{ type: 'number', minimum: 1 },
					{ type: 'number', maximum: 5 },
				],
			},
			b: { type: 'string' },
			c: { type: 'string' },
		},
		required: ['a', 'c'],
	});
});

test('takes what any alternative at the top takes, as one object', () => {
	const schema = z.discriminatedUnion('do', [
		z.object({ do: z.literal('add'), text: z.string(), at: z.number() }),
		z.object({ do: z.literal('delete'), id: z.number(), at: z.string() }).strict(),
	]);
	const expected = {
		type: 'object',
		properties: {
			do: { type: 'string', enum: ['add', 'delete'] },
			text: { type: 'string' },
			at: { type: ['number', 'string'] },
			id: { type: 'number' },
		},
		required: ['do', 'at'],
	};
	expect(toolSchema(schema)).toEqual(expected);
	expect(toolSchema(z.union([z.string(), schema, z.null()]))).toEqual(expected);
});

describe.each([
	['zod 3', z],
	['the zod 4 that comes with zod 3', zodOf3.z],
	['the zod 4 of LangChain', zodOfLangChain.z],
])('of %s', (_, zod) => {
	/** The parts of the versions that are the same, though their types differ. */
	const own = zod as typeof zodOf3.z;

	test('an object with fields of many kinds', () => {
		const schema = own.object({
			name: own.string().min(1).max(20).describe('Full name'),
			age: own.number().min(0).lt(150).multipleOf(1).optional(),
			tags: own.array(own.string()).min(1).max(3).default(['x']),
			kind: own.enum(['a', 'b']).describe('Which').optional(),
			code: own.string().regex(/^x\d+$/),
			born: own.date(),
			pair: own.tuple([own.string(), own.number()]),
			any: own.union([own.string(), own.number().min(2)]),
			none: own.object({ inner: own.literal('fixed') }).nullable(),
			counts: own.record(own.string(), own.boolean()),
			both: own.intersection(own.object({ l: own.string() }), own.object({ r: own.string() })),
		});
		const sent = toolSchema(schema);
		expect(sent).toMatchObject({
			type: 'object',
			properties: {
				name: { type: 'string', minLength: 1, maxLength: 20, description: 'Full name' },
				age: { type: 'number', minimum: 0, exclusiveMaximum: 150, multipleOf: 1 },
				tags: {
					type: 'array',
					items: { type: 'string' },
					minItems: 1,
					maxItems: 3,
					default: ['x'],
				},
				kind: { type: 'string', enum: ['a', 'b'], description: 'Which' },
				code: { type: 'string', pattern: '^x\\d+$' },
				born: { type: 'string', format: 'date-time' },
				pair: { prefixItems: [{ type: 'string' }, { type: 'number' }], maxItems: 2, minItems: 2 },
				any: { anyOf: [{ type: 'string' }, { type: 'number', minimum: 2 }] },
				none: {
					anyOf: [
						{ type: 'object', properties: { inner: { type: 'string', const: 'fixed' } } },
						{ type: 'null' },
					],
				},
				counts: { type: 'object', additionalProperties: { type: 'boolean' } },
			},
			required: ['name', 'code', 'born', 'pair', 'any', 'none', 'counts', 'both'],
		});
		expect(sent).not.toHaveProperty('$schema');
		expect(sent).not.toHaveProperty('additionalProperties');
		const isValid = accepts(sent);
		const value = {
			name: 'Ann',
			code: 'x1',
			born: '2020-01-01T00:00:00Z',
			pair: ['a', 1],
			any: 3,
			none: null,
			counts: { a: true },
			both: { l: '', r: '' },
		};
		expect(isValid(value)).toBe(true);
		expect(isValid({ ...value, any: 1 })).toBe(false);
		expect(isValid({ ...value, both: { l: '' } })).toBe(false);
		expect(isValid({ ...value, counts: { a: 1 } })).toBe(false);
	});

	test('a tree, which holds itself', () => {
		const tree: zodOf3.ZodType = own.object({
			name: own.string(),
			children: own.array(own.lazy(() => tree)),
		});
		for (const schema of [tree, own.object({ root: tree, other: tree.optional() })]) {
			const sent = toolSchema(schema);
			const isValid = accepts(sent);
			const good = { name: 'a', children: [{ name: 'b', children: [] }] };
			const bad = { name: 'a', children: [{ name: 'b', children: [{ name: 1, children: [] }] }] };
			expect(sent).toMatchObject({ type: 'object' });
			expect(isValid(schema === tree ? good : { root: good })).toBe(true);
			expect(isValid(schema === tree ? bad : { root: bad })).toBe(false);
		}
	});

	test('a tree that may be a leaf, at the top', () => {
		const tree: zodOf3.ZodType = own.union([
			own.string(),
			own.object({ children: own.array(own.lazy(() => tree)) }),
		]);
		const isValid = accepts(toolSchema(tree));
		expect(isValid({ children: ['leaf', { children: ['leaf'] }] })).toBe(true);
		expect(isValid({ children: [1] })).toBe(false);
	});

	test('parts that share parts that share parts', () => {
		let part: zodOf3.ZodType = own.object({ x: own.number(), y: own.string() });
		for (let level = 0; level < 60; level++) {
			part = own.object({ left: part, right: part, described: part.describe('also').optional() });
		}
		const sent = toolSchema(part);
		expect(JSON.stringify(sent).length).toBeLessThan(80_000);
		accepts(sent);
	});

	test('a small part that is used twice is written out', () => {
		const place = own.object({ lat: own.number(), lon: own.number() });
		expect(toolSchema(own.object({ from: place, to: place }))).toEqual({
			type: 'object',
			properties: {
				from: expect.objectContaining({ properties: expect.anything() }),
				to: expect.objectContaining({ properties: expect.anything() }),
			},
			required: ['from', 'to'],
		});
	});

	test('lists within lists, deeper than any stack', () => {
		let list: zodOf3.ZodType = own.string();
		for (let level = 0; level < 30_000; level++) list = own.array(list);
		expect(isTooDeep(toolSchema(own.object({ list })))).toBe(false);
	});

	test('a schema that makes new parts without end', () => {
		const endless = (): zodOf3.ZodType =>
			own.lazy(() => own.object({ left: endless(), right: endless() }));
		expect(JSON.stringify(toolSchema(endless())).length).toBeLessThan(1_000_000);
	});

	test('anything but an object is refused', () => {
		for (const schema of [own.string(), own.array(own.object({})), own.null().optional()]) {
			expect(() => toolSchema(schema)).toThrow(
				'The schema is not that of an object, but arguments are an object.',
			);
		}
	});

	test('what an object is wrapped in does not matter', () => {
		const object = own.object({ a: own.string() });
		const expected = { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] };
		for (const schema of [
			object.optional(),
			object.nullable(),
			object.readonly(),
			object.refine(() => true),
			object.transform(({ a }) => a),
			object.brand('Brand'),
			own.lazy(() => object),
			own.preprocess((value) => value, object),
		]) {
			// The one of LangChain also tells what is read only.
			expect(toolSchema(schema)).toMatchObject(expected);
		}
	});

	test('a field with the name of a special property', () => {
		const shape = Object.fromEntries([['__proto__', own.string()]]);
		expect(JSON.stringify(toolSchema(own.object(shape)))).toContain(
			'"__proto__":{"type":"string"}',
		);
	});

	test('what takes any arguments', () => {
		for (const schema of [own.any(), own.unknown(), own.object({})]) {
			expect(toolSchema(schema)).toEqual({ type: 'object', properties: {} });
		}
	});
});

test.each([
	['the zod 4 that comes with zod 3', zodOf3],
	['the zod 4 of LangChain', zodOfLangChain],
])('more kinds and checks of %s', (_, { z: own }) => {
	const sent = toolSchema(
		own.object({
			email: own.email(),
			id: own.uuid().optional(),
			whole: own.int().min(1),
			exact: own.string().length(3),
			items: own.array(own.number()).length(2),
			strict: own.strictObject({}),
			loose: own.looseObject({}),
			partial: own.tuple([own.string(), own.number().optional()]),
			keyed: own.record(own.enum(['a']), own.number()),
			literals: own.literal(['a', 'b']),
			piped: own.string().pipe(own.transform((text) => text.length)),
			prefault: own.string().prefault('x'),
			caught: own.number().catch(1),
			never: own.never(),
			needed: own.nonoptional(own.string().optional()),
			set: own.set(own.string()).optional(),
			map: own.map(own.string(), own.number()).optional(),
			big: own.bigint().min(1n).optional(),
			gone: own.undefined(),
			template: own.templateLiteral(['a', own.number()]),
			insensitive: own.string().regex(/^a$/i).optional(),
		}),
	);
	expect(sent).toMatchObject({
		properties: {
			email: { type: 'string', format: 'email' },
			id: { type: 'string', format: 'uuid' },
			whole: { type: 'integer', minimum: 1 },
			exact: { minLength: 3, maxLength: 3 },
			items: { minItems: 2, maxItems: 2 },
			strict: { additionalProperties: false },
			loose: { additionalProperties: {} },
			partial: { minItems: 1, maxItems: 2 },
			keyed: { propertyNames: { enum: ['a'] }, additionalProperties: { type: 'number' } },
			literals: { type: 'string', enum: ['a', 'b'] },
			piped: { type: 'string' },
			prefault: { type: 'string' },
			caught: { type: 'number' },
			never: { not: {} },
			needed: { type: 'string' },
		},
	});
	expect(sent.required).toEqual(expect.arrayContaining(['email', 'whole', 'partial', 'needed']));
	expect(sent.required).not.toEqual(expect.arrayContaining(['id']));
	expect(sent.required).not.toEqual(expect.arrayContaining(['prefault']));
	accepts(sent);
});

test('a schema of zod mini, which cannot convert itself', () => {
	const schema = miniOfLangChain.object({
		a: miniOfLangChain.string().check(miniOfLangChain.minLength(2)),
		b: miniOfLangChain.optional(miniOfLangChain.number()),
	});
	expect(schema).not.toHaveProperty('toJSONSchema');
	expect(toolSchema(schema)).toEqual({
		type: 'object',
		properties: { a: { type: 'string', minLength: 2 }, b: { type: 'number' } },
		required: ['a'],
	});
});

describe('tools of LangChain', () => {
	const run = () => 'done';

	test('made by tool() from a schema of zod 3', () => {
		const schema = z.object({ city: z.string().describe('Which city') });
		const made = tool(run, { name: 'weather', description: 'The weather', schema });
		expect(toolSchema(made.schema)).toEqual({
			type: 'object',
			properties: { city: { type: 'string', description: 'Which city' } },
			required: ['city'],
		});
	});

	test('made by tool() from a schema of zod 4', () => {
		const schema = zodOfLangChain.object({ city: zodOfLangChain.string().describe('Which city') });
		const made = tool(run, { name: 'weather', description: 'The weather', schema });
		expect(toolSchema(made.schema)).toEqual({
			type: 'object',
			properties: { city: { type: 'string', description: 'Which city' } },
			required: ['city'],
		});
	});

	test('with arguments, from a JSON Schema', () => {
		const schema = {
			$schema: 'http://json-schema.org/draft-07/schema#',
			type: 'object',
			properties: { city: { type: 'string', enum: ['Rome'] } },
			required: ['city'],
		};
		const made = new DynamicStructuredTool({
			name: 'weather',
			description: 'The weather',
			schema,
			func: async () => 'done',
		});
		expect(toolSchema(made.schema)).toEqual(without(schema, '$schema'));
	});

	test('with one text', () => {
		const made = new DynamicTool({ name: 'search', description: 'Search', func: async () => 'x' });
		expect(toolSchema(made.schema)).toEqual({
			type: 'object',
			properties: { input: { type: 'string' } },
		});
	});
});

describe('JSON Schemas', () => {
	test('pass through, without symbols and what is undefined', () => {
		const schema = {
			[Symbol('TypeBox.Kind')]: 'Object',
			$schema: 'https://json-schema.org/draft/2020-12/schema',
			type: 'object',
			properties: { a: { [Symbol('TypeBox.Kind')]: 'String', type: 'string', title: undefined } },
			anyOf: [{ required: ['a'] }],
			$defs: { unused: {} },
		};
		const sent = toolSchema(schema);
		expect(sent).toStrictEqual({
			type: 'object',
			properties: { a: { type: 'string' } },
			anyOf: [{ required: ['a'] }],
			$defs: { unused: {} },
		});
		expect(sent.properties).not.toBe(schema.properties);
	});

	test('get the type of an object where they name none, or more', () => {
		expect(toolSchema({ properties: {} })).toEqual({ type: 'object', properties: {} });
		expect(toolSchema({})).toEqual({ type: 'object' });
		expect(toolSchema({ type: ['object', 'null'] })).toEqual({ type: 'object' });
	});

	test('of something else are refused', () => {
		expect(() => toolSchema({ type: 'string' })).toThrow(
			'The schema is of type string, but arguments are an object.',
		);
	});

	test('that hold themselves are refused', () => {
		const schema: Record<string, unknown> = { type: 'object' };
		schema.properties = { self: schema };
		expect(() => toolSchema(schema)).toThrow('The schema cannot be written as JSON.');
	});
});

test('no schema is that of no arguments', () => {
	expect(toolSchema(undefined)).toEqual({ type: 'object', properties: {} });
	expect(toolSchema(null)).toEqual({ type: 'object', properties: {} });
});

test.each([['text'], [true], [[]], [() => ({})]])('%p is no schema', (schema) => {
	expect(() => toolSchema(schema)).toThrow('The schema is neither a zod schema nor a JSON Schema.');
});

test('a schema of an unknown zod is refused', () => {
	expect(() => toolSchema({ safeParse: () => undefined })).toThrow(
		'The schema is of a version of zod that is not known.',
	);
});

test('a kind of zod schema that is not known is left open', () => {
	const unknown = { _def: { typeName: 'ZodNew', description: 'new' }, safeParse: () => undefined };
	const shape = () => ({ it: unknown });
	const schema = { _def: { typeName: 'ZodObject', shape }, safeParse: () => undefined };
	expect(toolSchema(schema)).toEqual({
		type: 'object',
		properties: { it: { description: 'new' } },
		required: ['it'],
	});
});

test('what the code of an author fails to make does not stop a tool', () => {
	const fails = (): never => {
		throw new Error('no');
	};
	const schema = z.object({ a: z.string().default(fails), b: z.preprocess(fails, z.string()) });
	expect(toolSchema(schema)).toEqual({
		type: 'object',
		properties: { a: { type: 'string' }, b: { type: 'string' } },
		required: ['a', 'b'],
	});
});
