import { isRecord } from '../rules/shape';
import { FORMATS } from '../schema/formats';
import { resolvePointer } from '../schema/pointer';

type Schema = Readonly<Record<string, unknown>>;

interface Task {
	/** What every free string says. */
	text: string;
	root: unknown;
	/** The references on the way here: none is followed twice, so a recursive schema ends. */
	path: readonly string[];
}

/**
 * A value that the schema of `output_config.format` describes, whatever its `pattern`s say;
 * every free string is `text`.
 * https://platform.claude.com/docs/en/build-with-claude/structured-outputs
 */
export function sampleJson(schema: unknown, text: string): unknown {
	return sample(schema, { text, root: schema, path: ['#'] }) ?? null;
}

/** Nothing where the schema has no end. */
function sample(schema: unknown, task: Task): unknown {
	if (!isRecord(schema)) return undefined;
	const { $ref: reference, allOf, anyOf, ...plain } = schema;
	if (typeof reference === 'string') {
		if (task.path.includes(reference)) return undefined;
		const target = resolvePointer(reference, task.root);
		const path = [...task.path, reference];
		return sample(both({ ...plain, allOf, anyOf }, target), { ...task, path });
	}
	if (Array.isArray(allOf)) {
		return sample(allOf.reduce<Schema>(both, { ...plain, anyOf }), task);
	}
	if (Array.isArray(anyOf)) return firstOf(anyOf, (choice) => sample(both(plain, choice), task));
	if ('const' in schema) return schema.const;
	if (Array.isArray(schema.enum)) return firstOf(schema.enum, (value) => value);
	return firstOf([schema.type].flat(), (type) => sampleOfType(type, schema, task));
}

function sampleOfType(type: unknown, schema: Schema, task: Task): unknown {
	switch (type) {
		case 'object':
			return sampleObject(schema, task);
		case 'array': {
			if (schema.minItems !== 1) return [];
			const item = 'items' in schema ? sample(schema.items, task) : task.text;
			return item === undefined ? undefined : [item];
		}
		case 'integer':
		case 'number':
			return 1;
		case 'boolean':
			return true;
		case 'null':
			return null;
		default:
			return FORMATS[String(schema.format)] ?? task.text;
	}
}

/** The fields that must be there, and no others. */
function sampleObject({ properties, required }: Schema, task: Task): unknown {
	const schemas = isRecord(properties) ? properties : {};
	const names: unknown[] = Array.isArray(required) ? required : [];
	const fields = Object.keys(schemas)
		.filter((name) => names.includes(name))
		.map((name) => [name, sample(schemas[name], task)] as const);
	const isWhole = fields.every(([, value]) => value !== undefined);
	return isWhole ? Object.fromEntries(fields) : undefined;
}

function firstOf(list: unknown[], make: (entry: unknown) => unknown): unknown {
	for (const entry of list) {
		const made = make(entry);
		if (made !== undefined) return made;
	}
	return undefined;
}

/** A schema that asks for what both ask for. */
function both(one: Schema, other: unknown): Schema {
	if (!isRecord(other)) return one;
	return {
		...one,
		...other,
		...(isRecord(one.properties) &&
			isRecord(other.properties) && {
				properties: { ...one.properties, ...other.properties },
			}),
		...(Array.isArray(one.required) &&
			Array.isArray(other.required) && {
				required: [...one.required, ...other.required],
			}),
		...(Array.isArray(one.allOf) &&
			Array.isArray(other.allOf) && {
				allOf: [...one.allOf, ...other.allOf],
			}),
		...('$ref' in one && '$ref' in other && { allOf: [{ $ref: one.$ref }] }),
	};
}
