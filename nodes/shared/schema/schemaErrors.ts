import { type Failure, invalidInput } from '../errors/failure';
import { toFailure } from '../errors/toFailure';
import { show } from '../words';

/** Placeholder for the schema's name in messages. */
const SCHEMA = 'The schema';

/**
 * Runs work on a schema, and puts the schema's name into its failures.
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

/** The failure for a value in place of a schema; `true` and `false` are schemas, but the API rejects them. */
export function notASchema(value: unknown, place: string): Failure {
	const shown = value === null ? 'null' : show(value);
	return invalidInput(
		`${SCHEMA} needs an object as the schema at ${placed(place)}, but it is ${shown}`,
		`Write a schema there, as in {"type": "string"}. The API has no schema for anything or nothing, and no list of schemas outside of "anyOf", "oneOf" and "allOf".`,
	);
}

/** The failure for a schema without a type, which the API requires at every place. */
export function withoutType(schema: Record<string, unknown>, place: string): Failure {
	return invalidInput(
		`${SCHEMA} has no "type" at ${placed(place)}`,
		`Add "type": "${likelyType(schema)}" there, or say what fits with "enum", "const", "anyOf" or "$ref".`,
	);
}

/** The failure for an object without named fields: the API closes every object. */
export function mapOfNames(place: string): Failure {
	return invalidInput(
		`${SCHEMA} leaves the names of the fields open at ${placed(place)}, but the API has to know them`,
		'List the fields in "properties", or describe a list of objects with a name and a value.',
	);
}

/** The failure for a reference to another document, which the API does not load. */
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
