import { isRecord } from '../../../shared/json';
import type { JsonSchema } from '../../../shared/schema/sendableSchema';
import { bound, narrowed } from './narrowed';
import * as parts from './schemaParts';
import { bigint, number, text } from './zod3Checks';
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

/** Schemas of zod 3: what they are stands in `_def`, with the kind as `typeName`. */
export const zod3: Zod = {
	/** A lazy schema is often made anew for each use, from the same function. */
	identity(schema) {
		const def = defOf(schema);
		return def.typeName === 'ZodLazy' ? def.getter : schema;
	},
	convert(schema, visit) {
		const def = defOf(schema);
		return described(KINDS[String(def.typeName)]?.(def, visit) ?? {}, def.description);
	},
};

function defOf(schema: unknown): Fields {
	return fieldsOf(fieldsOf(schema)._def);
}

const inner = (def: Fields, visit: Visit) => visit(def.innerType);

/** Those that are missing hold what JSON has no form for, or anything. */
const KINDS: Kinds = {
	ZodString: text,
	ZodNumber: number,
	ZodBigInt: bigint,
	ZodBoolean: () => ({ type: 'boolean' }),
	ZodDate: () => ({ type: 'string', format: 'date-time' }),
	ZodNull: () => ({ type: 'null' }),
	ZodUndefined: parts.nothing,
	ZodVoid: parts.nothing,
	ZodNaN: parts.nothing,
	ZodNever: parts.nothing,
	ZodObject: object,
	ZodArray: (def, visit) =>
		list(visit(def.type), def.exactLength ?? def.minLength, def.exactLength ?? def.maxLength),
	ZodSet: (def, visit) => ({
		...list(visit(def.valueType), def.minSize, def.maxSize),
		uniqueItems: true,
	}),
	ZodTuple: (def, visit) => {
		const items = listOf(def.items).map(visit);
		return parts.tuple(items, isRecord(def.rest) ? visit(def.rest) : undefined, items.length);
	},
	ZodRecord: (def, visit) => parts.record(visit(def.keyType), visit(def.valueType)),
	ZodMap: (def, visit) => parts.map(visit(def.keyType), visit(def.valueType)),
	ZodEnum: ({ values }) => parts.oneOfValues(listOf(values)),
	ZodNativeEnum: ({ values }) => parts.oneOfValues(parts.enumValues(values)),
	ZodLiteral: ({ value }) => parts.literal([value]),
	ZodUnion: (def, visit) => parts.anyOf(listOf(def.options).map(visit)),
	ZodDiscriminatedUnion: (def, visit) => parts.anyOf(listOf(def.options).map(visit)),
	ZodIntersection: (def, visit) => parts.allOf([visit(def.left), visit(def.right)]),
	ZodNullable: (def, visit) => parts.anyOf([visit(def.innerType), { type: 'null' }]),
	ZodDefault: (def, visit) =>
		parts.withDefault(visit(def.innerType), () => resultOf(def.defaultValue)),
	ZodOptional: inner,
	ZodCatch: inner,
	ZodReadonly: inner,
	ZodBranded: (def, visit) => visit(def.type),
	ZodPromise: (def, visit) => visit(def.type),
	ZodEffects: (def, visit) => visit(def.schema),
	ZodPipeline: (def, visit) => visit(def.in),
	ZodLazy: ({ getter }, visit) => visit(resultOf(getter)),
};

function object({ shape, unknownKeys, catchall }: Fields, visit: Visit): JsonSchema {
	const fields = Object.entries(fieldsOf(resultOf(shape)));
	const known = defOf(catchall).typeName ?? 'ZodNever';
	const open = { strict: false, passthrough: true }[String(unknownKeys)];
	return parts.object(
		Object.fromEntries(fields.map(([name, field]) => [name, visit(field)])),
		fields.filter(([, field]) => !isOptional(field)).map(([name]) => name),
		known === 'ZodNever' ? open : visit(catchall),
	);
}

/** By zod itself, which tries it out: a field that is worked out from nothing may be left out as well. */
function isOptional(field: unknown): boolean {
	try {
		return isRecord(field) && typeof field.isOptional === 'function' && field.isOptional() === true;
	} catch {
		// The author's code could not do without a value.
		return false;
	}
}

function list(items: JsonSchema, least: unknown, most: unknown): JsonSchema {
	const limits = [
		bound('minItems', fieldsOf(least).value),
		bound('maxItems', fieldsOf(most).value),
	];
	return { ...narrowed('array', limits), items };
}
