import { defined, isRecord, parseJson, writeJson } from '../../../shared/json';
import type { JsonSchema } from '../../../shared/schema/sendableSchema';

/** What no value is right for. */
export function nothing(): JsonSchema {
	return { not: {} };
}

/** Any of some values; those that JSON has no form for cannot be among the arguments. */
export function oneOfValues(values: readonly unknown[]): JsonSchema {
	const known = values.map(jsonValue).filter((value) => value !== undefined);
	if (known.length === 0) return nothing();
	return { type: oneOrMore(known.map(typeOf)), enum: [...new Set(known)] };
}

/** Like `oneOfValues`, with `const` for a single one. */
export function literal(values: readonly unknown[]): JsonSchema {
	const { type, enum: known } = oneOfValues(values);
	if (!Array.isArray(known)) return nothing();
	return known.length === 1 ? { type, const: known[0] } : { type, enum: known };
}

/** The values of a TypeScript enum; numeric ones also have their names as values of their numbers. */
export function enumValues(entries: unknown): unknown[] {
	if (!isRecord(entries)) return [];
	const named = Object.entries(entries).filter(
		([, value]) => typeof value !== 'string' || typeof entries[value] !== 'number',
	);
	return named.map(([, value]) => value);
}

function jsonValue(value: unknown): unknown {
	if (typeof value === 'bigint') return Number(value);
	if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
	return Number.isFinite(value) ? value : undefined;
}

function typeOf(value: unknown): string {
	return value === null ? 'null' : typeof value;
}

/** Any of some schemas, in the shortest form that says the same. */
export function anyOf(schemas: readonly JsonSchema[]): JsonSchema {
	const [only] = schemas;
	if (only !== undefined && schemas.length === 1) return only;
	if (schemas.every((schema) => hasOnly(schema, 'type'))) {
		return { type: oneOrMore(schemas.flatMap(({ type }) => type)) };
	}
	const values = schemas.map(valuesOf);
	if (values.every((each) => each !== undefined)) return oneOfValues(values.flat());
	return { anyOf: schemas };
}

function valuesOf(schema: JsonSchema): unknown[] | undefined {
	if (hasOnly(schema, 'type', 'const')) return [schema.const];
	return hasOnly(schema, 'type', 'enum') && Array.isArray(schema.enum) ? schema.enum : undefined;
}

function hasOnly(schema: JsonSchema, ...keywords: string[]): boolean {
	return (
		Object.keys(schema).length === keywords.length && keywords.every((keyword) => keyword in schema)
	);
}

function oneOrMore(types: readonly unknown[]): unknown {
	const different = [...new Set(types)];
	return different.length === 1 ? different[0] : different;
}

/** All of some schemas. */
export function allOf(schemas: readonly JsonSchema[]): JsonSchema {
	const [only] = schemas;
	if (only !== undefined && schemas.length === 1) return only;
	const inside = schemas.map((schema) =>
		hasOnly(schema, 'allOf') && Array.isArray(schema.allOf) ? schema.allOf : [schema],
	);
	return { allOf: inside.flat() };
}

/** @param additional what other keys may hold; undefined where they are taken and left alone */
export function object(
	properties: Record<string, JsonSchema>,
	required: readonly string[],
	additional: unknown,
): JsonSchema {
	return defined<unknown>({
		type: 'object',
		properties,
		required: required.length > 0 ? required : undefined,
		additionalProperties: additional,
	});
}

/** An object with any keys of one kind. */
export function record(keys: JsonSchema, values: JsonSchema): JsonSchema {
	return defined<unknown>({
		type: 'object',
		additionalProperties: values,
		propertyNames: isAboutTexts(keys) ? keys : undefined,
	});
}

/** Names are texts for JSON Schema, and numbers or `$ref`s for some schemas of keys. */
function isAboutTexts(keys: JsonSchema): boolean {
	return keys.type === 'string' && !hasOnly(keys, 'type');
}

/** @param rest what may follow the items */
export function tuple(
	items: JsonSchema[],
	rest: JsonSchema | undefined,
	least: number,
): JsonSchema {
	return defined<unknown>({
		type: 'array',
		// The keyword may not be empty.
		prefixItems: items.length > 0 ? items : undefined,
		items: rest ?? false,
		minItems: least > 0 ? least : undefined,
		maxItems: rest === undefined ? items.length : undefined,
	});
}

/** A list of pairs, which is how a map is made from JSON. */
export function map(keys: JsonSchema, values: JsonSchema): JsonSchema {
	return { type: 'array', items: tuple([keys, values], undefined, 2) };
}

/** @param make may be the author's code; a default that it fails to make, or that JSON has no form for, is left out */
export function withDefault(schema: JsonSchema, make: () => unknown): JsonSchema {
	try {
		const written = writeJson(make());
		return written === undefined ? schema : { ...schema, default: parseJson(written) };
	} catch {
		return schema;
	}
}
