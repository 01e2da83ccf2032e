import { type Failure, invalidInput } from '../errors/failure';
import { toFailure } from '../errors/toFailure';
import { show } from '../words';

/** How a message calls the schema until it is known where it was written. */
const SCHEMA = 'The schema';

/**
 * Does the work on a schema; what is wrong with it is told with its name.
 *
 * @param name as in `'Input Schema'`
 */
export function named<Value>(name: string, work: () => Value): Value {
	try {
		return work();
	} catch (error) {
		const failure = toFailure(error);
		throw failure.with({ message: failure.message.replace(SCHEMA, () => name) });
	}
}

/** Something stands where a schema has to stand; `true` and `false` are schemas, but not for the API. */
export function notASchema(value: unknown, place: string): Failure {
	const shown = value === null ? 'null' : show(value);
	return invalidInput(
		`${SCHEMA} needs an object as the schema at ${placed(place)}, but it is ${shown}`,
		`Write a schema there, as in {"type": "string"}. The API has no schema for anything or nothing, and no list of schemas outside of "anyOf", "oneOf" and "allOf".`,
	);
}

/** The API has to know what to write at every place. */
export function withoutType(schema: Record<string, unknown>, place: string): Failure {
	return invalidInput(
		`${SCHEMA} has no "type" at ${placed(place)}`,
		`Add "type": "${likelyType(schema)}" there, or say what fits with "enum", "const", "anyOf" or "$ref".`,
	);
}

/** The API closes every object, and this one has no fields of its own. */
export function mapOfNames(place: string): Failure {
	return invalidInput(
		`${SCHEMA} leaves the names of the fields open at ${placed(place)}, but the API has to know them`,
		'List the fields in "properties", or describe a list of objects with a name and a value.',
	);
}

/** The API loads no other documents. */
export function externalRef(ref: unknown, place: string): Failure {
	return invalidInput(
		`${SCHEMA} refers to another document at ${placed(place)}: ${show(ref)}`,
		'Copy that schema into "$defs" and refer to it as "#/$defs/name".',
	);
}

function placed(place: string): string {
	return place === '' ? 'its top level' : place;
}

function likelyType(schema: Record<string, unknown>): string {
	if ('properties' in schema || 'required' in schema) return 'object';
	if ('items' in schema) return 'array';
	return 'minimum' in schema || 'maximum' in schema ? 'number' : 'string';
}
