import { invalidInput } from '../errors/failure';
import { isRecord } from '../json';
import { show } from '../words';
import type { JsonSchema } from './sendableSchema';

const STRING: JsonSchema = { type: 'string' };
const NUMBER: JsonSchema = { type: 'number' };
const BOOLEAN: JsonSchema = { type: 'boolean' };
const NULL: JsonSchema = { type: 'null' };

/**
 * Derives a schema from an example. Every field is required, except one that some entries of a list lack; any
 * number stands for all numbers, since 1 may stand for 1.5.
 *
 * @param label of the field that holds the example
 * @throws Failure when the example is neither an object nor a list
 */
export function schemaOfExample(example: unknown, label: string): JsonSchema {
	// An expression may return values that JSON does not have, such as dates.
	const plain: unknown = JSON.parse(JSON.stringify(example) ?? 'null');
	if (!isRecord(plain) && !Array.isArray(plain)) {
		const shown = example === null ? 'null' : show(example);
		throw invalidInput(
			`'${label}' needs an object or a list, but it is ${shown}`,
			`Write an example of the whole answer into '${label}', as in {"name": "Ada", "age": 36}.`,
		);
	}
	return schemaOfAll([plain]);
}

/** A schema that all of the values fit. */
function schemaOfAll(values: readonly unknown[]): JsonSchema {
	const records = values.filter(isRecord);
	const lists = values.filter((value): value is unknown[] => Array.isArray(value));
	const schemas = [
		...(records.length > 0 ? [schemaOfRecords(records)] : []),
		...(lists.length > 0 ? [{ type: 'array', items: schemaOfAll(lists.flat()) }] : []),
		...(values.some((value) => typeof value === 'string') ? [STRING] : []),
		...(values.some((value) => typeof value === 'number') ? [NUMBER] : []),
		...(values.some((value) => typeof value === 'boolean') ? [BOOLEAN] : []),
	];
	const known = schemas.length > 0 ? schemas : [STRING, NUMBER, BOOLEAN];
	const anyOf = values.includes(null) ? [...known, NULL] : known;
	const [first, ...others] = anyOf;
	return first !== undefined && others.length === 0 ? first : { anyOf };
}

function schemaOfRecords(records: ReadonlyArray<Record<string, unknown>>): JsonSchema {
	const valuesByName = new Map<string, unknown[]>();
	for (const [name, value] of records.flatMap((record) => Object.entries(record))) {
		const values = valuesByName.get(name);
		if (values === undefined) valuesByName.set(name, [value]);
		else values.push(value);
	}
	const fields = [...valuesByName];
	const required = fields
		.filter(([, values]) => values.length === records.length)
		.map(([name]) => name);
	return {
		type: 'object',
		properties: Object.fromEntries(fields.map(([name, values]) => [name, schemaOfAll(values)])),
		...(required.length > 0 ? { required } : {}),
	};
}
