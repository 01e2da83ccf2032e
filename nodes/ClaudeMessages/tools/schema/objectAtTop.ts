import { defined, isRecord } from '../../../shared/json';
import { pick, without } from '../../../shared/schema/keywords';
import type { JsonSchema } from '../../../shared/schema/sendableSchema';
import { allOf, anyOf, object } from './schemaParts';

/**
 * A schema as the API takes it at the top: an object, and no alternatives of objects or several at once.
 * Those become one object that takes what any of them takes, or all of them. An alternative that is no
 * object falls away, since arguments are one.
 *
 * @throws Error where no object is right for the schema
 */
export function objectAtTop(schema: JsonSchema): JsonSchema {
	const { $defs, ...whole } = schema;
	const top = asObject(whole, isRecord($defs) ? $defs : {}, []);
	if (top === undefined) {
		throw new Error('The schema is not that of an object, but arguments are an object.');
	}
	return defined<unknown>({ ...top, $defs });
}

/**
 * @param defs what the schema may refer to
 * @param path the references that led to it
 * @returns undefined where no object is right for it
 */
function asObject(
	schema: JsonSchema,
	defs: Record<string, unknown>,
	path: readonly string[],
): JsonSchema | undefined {
	const { $ref } = schema;
	if (typeof $ref === 'string') {
		const part = defs[$ref.replace('#/$defs/', '')];
		if (!isRecord(part) || path.includes($ref)) return undefined;
		return asObject({ ...part, ...without(schema, '$ref') }, defs, [...path, $ref]);
	}
	const resolved = (each: unknown) => (isRecord(each) ? asObject(each, defs, path) : undefined);
	const objects = [
		ownObject(without(schema, 'anyOf', 'oneOf', 'allOf', ...LABELS)),
		...[schema.anyOf, schema.oneOf]
			.filter(Array.isArray)
			.map((each) => anyObject(each.map(resolved))),
		...[schema.allOf].filter(Array.isArray).flatMap((each) => each.map(resolved)),
	];
	if (!objects.every(isRecord)) return undefined;
	return { ...everyObject(objects), ...pick(schema, ...LABELS) };
}

const LABELS = ['description', 'title', 'default'];

/** Where nothing is said, any object is right. */
function ownObject(schema: JsonSchema): JsonSchema | undefined {
	if (Object.keys(schema).length === 0) return object({}, [], undefined);
	return schema.type === 'object' ? schema : undefined;
}

/** What all ask for is asked for. */
function anyObject(alternatives: ReadonlyArray<JsonSchema | undefined>): JsonSchema | undefined {
	const objects = alternatives.filter(isRecord);
	const [only] = objects;
	if (objects.length < 2) return only;
	const [first = [], ...others] = objects.map(requiredOf);
	const required = first.filter((name) => others.every((each) => each.includes(name)));
	return object(propertiesOf(objects, anyOf), required, undefined);
}

/** What one asks for is asked for. */
function everyObject(objects: readonly JsonSchema[]): JsonSchema {
	const [only = object({}, [], undefined), ...others] = objects.filter(saysSomething);
	if (others.length === 0) return only;
	const required = new Set(objects.flatMap(requiredOf));
	return object(propertiesOf(objects, allOf), [...required], undefined);
}

/** Anything but that it is an object. */
function saysSomething(schema: JsonSchema): boolean {
	return JSON.stringify(schema) !== JSON.stringify(object({}, [], undefined));
}

function requiredOf({ required }: JsonSchema): string[] {
	return Array.isArray(required) ? required : [];
}

/** @param joined what a property is that more than one of the objects has */
function propertiesOf(
	objects: readonly JsonSchema[],
	joined: (schemas: JsonSchema[]) => JsonSchema,
): Record<string, JsonSchema> {
	const all = objects.flatMap(({ properties }) =>
		isRecord(properties) ? Object.entries(properties) : [],
	);
	const names = new Set(all.map(([name]) => name));
	return Object.fromEntries(
		[...names].map((name) => {
			const schemas = all.filter(([each]) => each === name).map(([, schema]) => schema);
			return [name, joined(different(schemas))];
		}),
	);
}

function different(schemas: readonly unknown[]): JsonSchema[] {
	const byText = new Map(
		schemas.filter(isRecord).map((schema) => [JSON.stringify(schema), schema]),
	);
	return [...byText.values()];
}
