import { isRecord } from '../json';
import { placeIn } from './jsonPlace';
import { pick, without } from './keywords';
import { externalRef, mapOfNames, named, notASchema, withoutType } from './schemaErrors';
import { splitTypes } from './splitTypes';

/** A JSON Schema, as the user wrote it or as it is sent. */
export type JsonSchema = Record<string, unknown>;

/** @see https://platform.claude.com/docs/en/build-with-claude/structured-outputs#json-schema-limitations */
const FORMATS: readonly unknown[] = [
	'date-time',
	'time',
	'date',
	'duration',
	'email',
	'hostname',
	'uri',
	'ipv4',
	'ipv6',
	'uuid',
];

const SENT_APART = ['type', 'anyOf', 'oneOf', 'allOf', '$schema', 'description', 'title'];

/**
 * Converts a user's JSON Schema to the form that the API accepts: every object is closed, and a description
 * tells the model what the API cannot enforce. The result is that of Anthropic's SDK; in addition, the
 * `definitions` of older drafts become `$defs`, and lists of types with an object or array become
 * alternatives.
 *
 * @param name of the schema in messages, as in `'Input Schema'`
 * @throws Failure that names the place in the schema that the API would reject
 * @see https://platform.claude.com/docs/en/build-with-claude/structured-outputs
 */
export function sendableSchema(schema: JsonSchema, name: string): JsonSchema {
	return named(name, () => {
		if (!isRecord(schema)) throw notASchema(schema, '');
		// An expression may return values that JSON does not have, such as undefined.
		return sendable(JSON.parse(JSON.stringify(schema) ?? 'null'), '');
	});
}

function sendable(schema: unknown, place: string): JsonSchema {
	if (!isRecord(schema)) throw notASchema(schema, place);
	const defs = sendableDefs(schema, place);
	if (schema.$ref !== undefined) return { ...defs, $ref: localRef(schema.$ref, place) };
	const rest = without(schema, '$defs', 'definitions');
	return { ...defs, ...describeRest(sendableParts(rest, place)) };
}

/** Where both keywords define a name, `$defs` takes precedence. */
function sendableDefs(schema: JsonSchema, place: string): JsonSchema {
	const keywords = ['definitions', '$defs'].filter((keyword) => schema[keyword] !== undefined);
	if (keywords.length === 0) return {};
	const defs = keywords.map((keyword) => sendableEach(schema[keyword], placeIn(place, keyword)));
	return { $defs: Object.fromEntries(defs.flatMap((each) => Object.entries(each))) };
}

function localRef(ref: unknown, place: string): string {
	if (typeof ref !== 'string' || !ref.startsWith('#')) throw externalRef(ref, place);
	return ref.replace(/^#\/definitions\//, '#/$$defs/');
}

/** The part of a schema that can be sent, and the keywords that go into the description. */
interface Parts {
	sent: JsonSchema;
	rest: JsonSchema;
}

function sendableParts(schema: JsonSchema, place: string): Parts {
	const literals = pick(schema, ...literalKeywords(schema));
	const fixed = Object.keys(literals).length > 0;
	const split = fixed ? undefined : splitTypes(schema);
	const kind = split
		? { anyOf: split.anyOf.map((entry) => sendable(entry, place)) }
		: sendableKind(schema, place);
	const needsType = !fixed && Object.keys(kind).length === 0;
	if (needsType && schema.type === undefined) throw withoutType(schema, place);
	const inside = sendableInside(
		fixed ? undefined : schema.type,
		without(split?.others ?? schema, ...Object.keys(literals), ...SENT_APART),
		place,
	);
	const labels = pick(schema, ...(needsType ? ['type'] : []), 'description', 'title');
	return { sent: { ...literals, ...kind, ...labels, ...inside.sent }, rest: inside.rest };
}

/** The API accepts fixed values only where they are scalars. */
function literalKeywords(schema: JsonSchema): string[] {
	const keywords: string[] = [];
	const { enum: values, const: value } = schema;
	if (Array.isArray(values) && values.length > 0 && values.every(isScalar)) keywords.push('enum');
	if (value !== undefined && isScalar(value)) keywords.push('const');
	return keywords;
}

/** The alternatives of a schema: only one of the keywords is sent. */
function sendableKind(schema: JsonSchema, place: string): JsonSchema {
	for (const keyword of ['anyOf', 'oneOf', 'allOf']) {
		const entries = schema[keyword];
		if (!Array.isArray(entries)) continue;
		const within = placeIn(place, keyword);
		const sent = entries.map((entry, index) => sendable(entry, placeIn(within, index)));
		return { [keyword === 'allOf' ? 'allOf' : 'anyOf']: sent };
	}
	return {};
}

/** The keywords of one type. */
function sendableInside(type: unknown, schema: JsonSchema, place: string): Parts {
	if (type === 'object') {
		if (isMap(schema)) throw mapOfNames(place);
		const properties = sendableEach(schema.properties, placeIn(place, 'properties'));
		return {
			sent: { properties, additionalProperties: false, ...pick(schema, 'required') },
			rest: without(schema, 'properties', 'additionalProperties', 'required'),
		};
	}
	if (type === 'string') return sentIf(FORMATS.includes(schema.format), schema, 'format');
	if (type !== 'array') return { sent: {}, rest: schema };
	const { sent, rest } = sentIf(schema.minItems === 0 || schema.minItems === 1, schema, 'minItems');
	if (schema.items === undefined) return { sent, rest };
	const items = sendable(schema.items, placeIn(place, 'items'));
	return { sent: { ...sent, items }, rest: without(rest, 'items') };
}

/** Whether an object has only open field names: closed, as every object is sent, it could only be empty. */
function isMap({ properties, additionalProperties }: JsonSchema): boolean {
	const named = isRecord(properties) ? Object.keys(properties) : [];
	return named.length === 0 && Boolean(additionalProperties);
}

/** Sends a keyword only with a value that the API accepts; otherwise it comes last in the description. */
function sentIf(accepted: boolean, schema: JsonSchema, keyword: string): Parts {
	const rest = without(schema, keyword);
	const picked = pick(schema, keyword);
	return accepted ? { sent: picked, rest } : { sent: {}, rest: { ...rest, ...picked } };
}

/** Schemas by name; names such as `__proto__` are not special. */
function sendableEach(schemas: unknown, place: string): JsonSchema {
	if (!schemas) return {};
	if (typeof schemas !== 'object') throw notASchema(schemas, place);
	return Object.fromEntries(
		Object.entries(schemas).map(([name, schema]) => [name, sendable(schema, placeIn(place, name))]),
	);
}

/** Appends the rest to the description in the format of Anthropic's SDK: `{minimum: 0, maximum: 9}`. */
function describeRest({ sent, rest }: Parts): JsonSchema {
	const told = Object.entries(rest).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
	if (told.length === 0) return sent;
	const before = sent.description ? `${String(sent.description)}\n\n` : '';
	return { ...sent, description: `${before}{${told.join(', ')}}` };
}

function isScalar(value: unknown): boolean {
	return typeof value !== 'object' || value === null;
}
