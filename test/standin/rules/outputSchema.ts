import { invalid } from '../apiError';
import { FORMATS } from '../schema/formats';
import { resolvePointer } from '../schema/pointer';
import * as is from './shape';

type Schema = Readonly<Record<string, unknown>>;
type Keyword = (value: unknown, place: string, root: unknown) => void;

/**
 * The part of JSON Schema that an answer can be held to.
 * https://platform.claude.com/docs/en/build-with-claude/structured-outputs#json-schema-limitations
 */
export const outputSchema: is.Check = (value, place) => checkSchema(value, place, value);

function checkSchema(schema: unknown, place: string, root: unknown) {
	if (!is.isRecord(schema)) throw invalid(place, 'Input should be an object');
	const unknown = Object.keys(schema).filter((name) => !Object.hasOwn(KEYWORDS, name));
	if (unknown.length > 0) throw unsupported(schema, unknown, place);
	if (!SHAPING.some((name) => name in schema)) {
		throw invalid(place, `Schema must have one of ${SHAPING.join(', ')}`);
	}
	if ('allOf' in schema && '$ref' in schema) {
		throw invalid(place, "'allOf' next to '$ref' is not supported");
	}
	const isObject = schema.type === 'object' || 'properties' in schema;
	if (isObject && schema.additionalProperties !== false) {
		throw invalid(
			place,
			"For 'object' type, 'additionalProperties' must be explicitly set to false",
		);
	}
	for (const [name, child] of Object.entries(schema)) {
		KEYWORDS[name]?.(child, `${place}.${name}`, root);
	}
}

function unsupported({ type }: Schema, names: string[], place: string) {
	const quoted = names.sort().map((name) => `'${name}'`);
	const what = `${quoted.length === 1 ? 'property' : 'properties'} ${quoted.join(', ')}`;
	const subject = typeof type === 'string' ? `For '${type}' type, ${what}` : `Schema ${what}`;
	return invalid(place, `${subject} ${quoted.length === 1 ? 'is' : 'are'} not supported`);
}

const TYPES = ['object', 'array', 'string', 'integer', 'number', 'boolean', 'null'];
const isType = (value: unknown) => typeof value === 'string' && TYPES.includes(value);
const isText = (value: unknown) => typeof value === 'string';
const isScalar = (value: unknown) => value === null || typeof value !== 'object';
const isFilledList = (value: unknown): value is unknown[] =>
	Array.isArray(value) && value.length > 0;

const schemas: Keyword = (value, place, root) => {
	if (!is.isRecord(value)) throw invalid(place, 'Input should be an object');
	for (const [name, child] of Object.entries(value)) checkSchema(child, `${place}.${name}`, root);
};

const schemaList: Keyword = (value, place, root) => {
	if (!isFilledList(value)) throw invalid(place, 'Input should be a list of schemas');
	value.forEach((child, index) => checkSchema(child, `${place}.${index}`, root));
};

const note: Keyword = () => {};

const KEYWORDS: Readonly<Record<string, Keyword>> = {
	$ref: (value, place, root) => {
		if (typeof value !== 'string' || !is.isRecord(resolvePointer(value, root))) {
			throw invalid(place, `${JSON.stringify(value)} does not lead to a schema in this one`);
		}
	},
	$defs: schemas,
	definitions: schemas,
	type: ruled((value) => isType(value) || (isFilledList(value) && value.every(isType)), 'a type'),
	enum: ruled(
		(value) => isFilledList(value) && value.every(isScalar),
		'a list of strings, numbers, booleans and null',
	),
	const: note,
	anyOf: schemaList,
	allOf: schemaList,
	properties: schemas,
	required: ruled((value) => Array.isArray(value) && value.every(isText), 'a list of strings'),
	additionalProperties: ruled((value) => value === false, 'false'),
	items: checkSchema,
	minItems: (value, place) => {
		if (value === 0 || value === 1) return;
		const problem = "For 'array' type, 'minItems' values other than 0 or 1 are not supported";
		throw invalid(parentOf(place), problem);
	},
	format: (value, place) => {
		if (typeof value === 'string' && Object.hasOwn(FORMATS, value)) return;
		throw invalid(parentOf(place), `String format '${String(value)}' is not supported`);
	},
	pattern: checkPattern,
	default: note,
	description: note,
	examples: note,
	title: note,
	$comment: note,
	$schema: note,
};

/** Without one of these a schema says nothing. */
const SHAPING = ['type', 'enum', 'const', 'anyOf', 'allOf', '$ref'];

/** No looking around, no looking back to a group, no word boundary. */
function checkPattern(value: unknown, place: string) {
	if (typeof value !== 'string' || !isRegExp(value)) {
		throw invalid(place, 'Input should be a regular expression');
	}
	const unescaped = value.replaceAll('\\\\', '');
	const found = /\(\?<?[=!]|\\[1-9bBk]/.exec(unescaped)?.[0];
	if (found !== undefined) throw invalid(place, `'${found}' is not supported in a pattern`);
}

function isRegExp(source: string): boolean {
	try {
		return new RegExp(source, 'u') instanceof RegExp;
	} catch {
		return false;
	}
}

function ruled(fits: (value: unknown) => boolean, what: string): Keyword {
	return (value, place) => {
		if (!fits(value)) throw invalid(place, `Input should be ${what}`);
	};
}

function parentOf(place: string): string {
	return place.slice(0, place.lastIndexOf('.'));
}
