import { isRecord, parseJson, writeJson } from '../../../shared/json';
import { without } from '../../../shared/schema/keywords';
import type { JsonSchema } from '../../../shared/schema/sendableSchema';
import { objectAtTop } from './objectAtTop';
import { zod3 } from './zod3Kinds';
import { zod4 } from './zod4Kinds';
import { walked } from './zodWalk';

/**
 * The JSON Schema of a connected tool's arguments. n8n and LangChain describe them with a zod schema, of
 * zod 3 or 4, or with a JSON Schema. They come with a zod of their own, so its classes are not known here:
 * the schema is told by its fields.
 *
 * The result may be looser than the schema, such as where zod runs the author's own code: the tool itself
 * checks what it is called with. It refuses nothing that the tool takes as JSON.
 *
 * @throws Error with one sentence, where the tool does not take an object or its schema is none
 */
export function toolSchema(schema: unknown): JsonSchema {
	if (schema === undefined || schema === null) return { type: 'object', properties: {} };
	if (!isRecord(schema)) throw new Error('The schema is neither a zod schema nor a JSON Schema.');
	if (isRecord(schema._zod)) return objectAtTop(zod4Schema(schema));
	if (typeof schema.safeParse !== 'function') return givenSchema(schema);
	if (isRecord(schema._def) && typeof schema._def.typeName === 'string') {
		return objectAtTop(walked(schema, zod3));
	}
	throw new Error('The schema is of a version of zod that is not known.');
}

/** By zod's own conversion, which the schemas of zod 4.2 and above offer; it knows every kind and check. */
function zod4Schema(schema: Record<string, unknown>): JsonSchema {
	const ownWalk = walked(schema, zod4);
	if (typeof schema.toJSONSchema !== 'function') return ownWalk;
	try {
		const converted: unknown = schema.toJSONSchema({
			io: 'input',
			unrepresentable: 'any',
			// Written out, what is shared may grow without bounds.
			reused: ownWalk.$defs === undefined ? 'inline' : 'ref',
			override: withDates,
		});
		// Others are made an object, which a reference to the whole, `#`, would then speak of.
		return isRecord(converted) && converted.type === 'object' ? plain(converted) : ownWalk;
	} catch {
		// Such as for one that is nested too deep, or where two parts have the same id.
		return ownWalk;
	}
}

/** Dates as texts: zod leaves them open, as JSON has none. */
function withDates({ zodSchema, jsonSchema }: { zodSchema: unknown; jsonSchema: JsonSchema }) {
	const internals = isRecord(zodSchema) ? zodSchema._zod : undefined;
	if (!isRecord(internals) || !isRecord(internals.def) || internals.def.type !== 'date') return;
	Object.assign(jsonSchema, { type: 'string', format: 'date-time' });
}

/** @throws Error for a JSON Schema of something else than an object */
function givenSchema(schema: Record<string, unknown>): JsonSchema {
	const given = plain(schema);
	const types: unknown[] = [given.type ?? 'object'].flat();
	if (!types.includes('object')) {
		throw new Error(`The schema is of type ${types.join(', ')}, but arguments are an object.`);
	}
	return { ...given, type: 'object' };
}

/**
 * Without what JSON has no form for, such as the symbols of TypeBox.
 *
 * @throws Error for what cannot be written as JSON, such as a schema that holds itself
 */
function plain(schema: Record<string, unknown>): JsonSchema {
	const written = parseJson(writeJson(schema) ?? '');
	if (!isRecord(written)) throw new Error('The schema cannot be written as JSON.');
	return without(written, '$schema', '~standard');
}
