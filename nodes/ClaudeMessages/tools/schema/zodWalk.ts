import { isRecord } from '../../../shared/json';
import type { JsonSchema } from '../../../shared/schema/sendableSchema';
import { sharedOnce } from './sharedParts';

/** The JSON Schema of a part. */
export type Visit = (schema: unknown) => JsonSchema;

/** Fields of a zod schema, or of one of its checks. */
export type Fields = Record<string, unknown>;

/** The JSON Schemas of some kinds of zod schema, by their definitions. */
export type Kinds = Readonly<Record<string, (def: Fields, visit: Visit) => JsonSchema>>;

/** How a version of zod is read. */
export interface Zod {
	/** What tells that two schemas are the same. */
	identity(schema: unknown): unknown;
	convert(schema: unknown, visit: Visit): JsonSchema;
}

/** Each takes two levels of JSON at most; together they stay below what the API and n8n take. */
const MOST_LEVELS = 200;

/** Some schemas make new parts whenever they are looked at, without end. */
const MOST_PARTS = 5000;

/**
 * The JSON Schema of a zod schema, with `$defs` for the parts that hold themselves and for those that would
 * make it too long. What lies deeper than any arguments do, or has no end, is left open: `{}`.
 */
export function walked(root: unknown, zod: Zod): JsonSchema {
	const finished = new Map<unknown, JsonSchema>();
	const open = new Set<unknown>();
	const namesOfRecursive = new Map<unknown, string>();
	const defs: Record<string, JsonSchema> = {};

	function visit(schema: unknown): JsonSchema {
		const identity = zod.identity(schema);
		const known = finished.get(identity);
		if (known !== undefined) return known;
		if (open.has(identity)) return refTo(nameOf(identity));
		if (open.size >= MOST_LEVELS || finished.size >= MOST_PARTS) return {};
		open.add(identity);
		const part = inDefs(identity, zod.convert(schema, visit));
		open.delete(identity);
		finished.set(identity, part);
		return part;
	}

	function nameOf(identity: unknown): string {
		const name = namesOfRecursive.get(identity) ?? `recursive${namesOfRecursive.size + 1}`;
		namesOfRecursive.set(identity, name);
		return name;
	}

	/** Where it has been met within itself, it can only be told by its name. */
	function inDefs(identity: unknown, part: JsonSchema): JsonSchema {
		const name = namesOfRecursive.get(identity);
		if (name === undefined) return part;
		defs[name] = part;
		return refTo(name);
	}

	return sharedOnce(visit(root), defs, new Set(finished.values()));
}

function refTo(name: string): JsonSchema {
	return { $ref: `#/$defs/${name}` };
}

/** The outermost description counts: it is that of the field. */
export function described(schema: JsonSchema, description: unknown): JsonSchema {
	return typeof description === 'string' && description !== ''
		? { ...schema, description }
		: schema;
}

/** None of something that is not an object. */
export function fieldsOf(value: unknown): Fields {
	return isRecord(value) ? value : {};
}

export function listOf(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [];
}

/** What a function gives; undefined for anything else. */
export function resultOf(value: unknown): unknown {
	return typeof value === 'function' ? value() : undefined;
}
