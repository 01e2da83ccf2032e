import { invalidInput } from '../errors/failure';
import { isRecord } from '../json';
import { show } from '../panel/values';
import type { JsonSchema } from './sendableSchema';

const STRING: JsonSchema = { type: 'string' };
const NUMBER: JsonSchema = { type: 'number' };
const BOOLEAN: JsonSchema = { type: 'boolean' };
const NULL: JsonSchema = { type: 'null' };

/**
 * The schema that an example stands for. Every field is required, except one that some entries of a list
 * do not have; any number stands for all numbers, since 1 may stand for 1.5.
 *
 * @throws Failure when the example is neither an object nor a list
 */
export function schemaOfExample(example: unknown): JsonSchema {
	if (!isRecord(example) && !Array.isArray(example)) {
		const shown = example === null ? 'null' : show(example);
		throw invalidInput(
			`'JSON Example' needs an object or a list, but it is ${shown}`,
			`Write an example of the whole answer into 'JSON Example', as in {"name": "Ada", "age": 36}.`,
		);
	}
	// An expression may give values that JSON does not know, such as dates.
	return schemaOfAll([JSON.parse(JSON.stringify(example))]);
}

/** The schema that all of the values fit. */
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
	const names = [...new Set(records.flatMap((record) => Object.keys(record)))];
	const properties = names.map((name) => {
		const owners = records.filter((record) => Object.hasOwn(record, name));
		return [name, schemaOfAll(owners.map((record) => record[name]))] as const;
	});
	const required = names.filter((name) => records.every((record) => Object.hasOwn(record, name)));
	return {
		type: 'object',
		properties: Object.fromEntries(properties),
		...(required.length > 0 ? { required } : {}),
	};
}
