import type { JsonSchema } from './sendableSchema';

/** A schema with only some of its keywords, in its own order. */
export function pick(schema: JsonSchema, ...keys: string[]): JsonSchema {
	return Object.fromEntries(Object.entries(schema).filter(([key]) => keys.includes(key)));
}

/** A schema without some keywords. */
export function without(schema: JsonSchema, ...keys: string[]): JsonSchema {
	return Object.fromEntries(Object.entries(schema).filter(([key]) => !keys.includes(key)));
}
