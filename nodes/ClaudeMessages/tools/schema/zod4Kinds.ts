import { isRecord } from '../../../shared/json';
import type { JsonSchema } from '../../../shared/schema/sendableSchema';
import { bound, limit, multipleOf, narrowed, pattern } from './narrowed';
import * as parts from './schemaParts';
import {
	described,
	fieldsOf,
	listOf,
	resultOf,
	type Fields,
	type Kinds,
	type Visit,
	type Zod,
} from './zodWalk';

/** Schemas of zod 4: what they are stands in `_zod.def`, with the kind as `type`. */
export const zod4: Zod = {
	identity(schema) {
		const def = defOf(schema);
		return def.type === 'lazy' ? def.getter : schema;
	},
	convert(schema, visit) {
		const def = defOf(schema);
		const converted = KINDS[String(def.type)]?.(def, visit) ?? {};
		// Only the full zod tells it; the one called mini keeps it to itself.
		return described(converted, fieldsOf(schema).description);
	},
};

function defOf(schema: unknown): Fields {
	return fieldsOf(fieldsOf(fieldsOf(schema)._zod).def);
}

const inner = (def: Fields, visit: Visit) => visit(def.innerType);

/** Those that are missing hold what JSON has no form for, or anything. */
const KINDS: Kinds = {
	string: (def) => narrowed('string', limits(def)),
	number: (def) => narrowed('number', limits(def)),
	bigint: (def) => narrowed('integer', limits(def)),
	boolean: () => ({ type: 'boolean' }),
	date: () => ({ type: 'string', format: 'date-time' }),
	null: () => ({ type: 'null' }),
	undefined: parts.nothing,
	void: parts.nothing,
	nan: parts.nothing,
	never: parts.nothing,
	object,
	array: (def, visit) => ({
		...narrowed('array', limits(def, 'Items')),
		items: visit(def.element),
	}),
	set: (def, visit) => ({
		...narrowed('array', limits(def, 'Items')),
		items: visit(def.valueType),
		uniqueItems: true,
	}),
	tuple,
	record: (def, visit) => parts.record(visit(def.keyType), visit(def.valueType)),
	map: (def, visit) => parts.map(visit(def.keyType), visit(def.valueType)),
	enum: ({ entries }) => parts.oneOfValues(parts.enumValues(entries)),
	literal: ({ values }) => parts.literal(listOf(values)),
	union: (def, visit) => parts.anyOf(listOf(def.options).map(visit)),
	intersection: (def, visit) => parts.allOf([visit(def.left), visit(def.right)]),
	nullable: (def, visit) => parts.anyOf([visit(def.innerType), { type: 'null' }]),
	default: withDefault,
	prefault: withDefault,
	template_literal: () => ({ type: 'string' }),
	optional: inner,
	nonoptional: inner,
	catch: inner,
	readonly: inner,
	promise: inner,
	// What is worked out before anything is checked takes what the check is about.
	pipe: (def, visit) => visit(defOf(def.in).type === 'transform' ? def.out : def.in),
	lazy: ({ getter }, visit) => visit(resultOf(getter)),
};

function object({ shape, catchall }: Fields, visit: Visit): JsonSchema {
	const fields = Object.entries(fieldsOf(shape));
	const others = defOf(catchall).type === 'never' ? false : catchall && visit(catchall);
	return parts.object(
		Object.fromEntries(fields.map(([name, field]) => [name, visit(field)])),
		fields.filter(([, field]) => !isOptional(field)).map(([name]) => name),
		others,
	);
}

function tuple({ items, rest }: Fields, visit: Visit): JsonSchema {
	const all = listOf(items);
	const least = all.map(isOptional).lastIndexOf(false) + 1;
	return parts.tuple(all.map(visit), isRecord(rest) ? visit(rest) : undefined, least);
}

/** zod makes the value anew at each look, by the author's code where it is given. */
function withDefault(def: Fields, visit: Visit): JsonSchema {
	return parts.withDefault(visit(def.innerType), () => def.defaultValue);
}

function isOptional(schema: unknown): boolean {
	return fieldsOf(fieldsOf(schema)._zod).optin !== undefined;
}

/** Schemas such as `z.email()` are checks themselves. */
function limits(def: Fields, counted: 'Length' | 'Items' = 'Length'): JsonSchema[] {
	const all = [def, ...listOf(def.checks).map(defOf)];
	return all.map(
		(check) =>
			CHECKS[String(check.check)]?.(check) ?? {
				...bound(`min${counted}`, check.minimum ?? check.length ?? check.size),
				...bound(`max${counted}`, check.maximum ?? check.length ?? check.size),
			},
	);
}

/** Others are about how many characters or items there are. */
const CHECKS: Readonly<Record<string, (check: Fields) => JsonSchema>> = {
	greater_than: ({ value, inclusive }) => limit('minimum', value, inclusive),
	less_than: ({ value, inclusive }) => limit('maximum', value, inclusive),
	multiple_of: ({ value }) => multipleOf(value),
	number_format: ({ format }) => (String(format).includes('int') ? { type: 'integer' } : {}),
	string_format: stringFormat,
};

const FORMATS: Readonly<Record<string, string>> = {
	email: 'email',
	url: 'uri',
	uuid: 'uuid',
	guid: 'uuid',
	date: 'date',
	duration: 'duration',
	ipv4: 'ipv4',
	ipv6: 'ipv6',
};

/** By its pattern, except where JSON Schema has a name for it. */
function stringFormat({ format, pattern: regex }: Fields): JsonSchema {
	const name = FORMATS[String(format)];
	return name === undefined ? pattern(regex) : { format: name };
}
