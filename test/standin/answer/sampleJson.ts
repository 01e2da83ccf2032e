import { isRecord } from '../rules/shape';

/**
 * A value that the schema of `output_config.format` describes; every free string is `text`.
 * https://platform.claude.com/docs/en/build-with-claude/structured-outputs
 */
export function sampleJson(schema: unknown, text: string, root: unknown = schema): unknown {
	if (!isRecord(schema)) return text;
	if (typeof schema.$ref === 'string') return sampleJson(resolve(schema.$ref, root), text, root);
	if ('const' in schema) return schema.const;
	if (Array.isArray(schema.enum)) return sampleOf(schema.enum);
	const [choice] = [schema.anyOf, schema.allOf].flatMap((list) =>
		Array.isArray(list) ? list : [],
	);
	if (choice !== undefined) return sampleJson(choice, text, root);

	const type: unknown = Array.isArray(schema.type) ? sampleOf(schema.type) : schema.type;
	switch (type) {
		case 'object': {
			// A recursive schema ends where its fields need not go on.
			const required = Array.isArray(schema.required) ? schema.required : [];
			const properties = isRecord(schema.properties) ? Object.entries(schema.properties) : [];
			return Object.fromEntries(
				properties
					.filter(([name]) => required.includes(name))
					.map(([name, property]) => [name, sampleJson(property, text, root)]),
			);
		}
		case 'array':
			return schema.minItems === 1 ? [sampleJson(schema.items, text, root)] : [];
		case 'integer':
		case 'number':
			return 1;
		case 'boolean':
			return true;
		case 'null':
			return null;
		default:
			return text;
	}
}

function sampleOf(list: unknown[]): unknown {
	return list[0];
}

/** Local references only, as in the API: `#/$defs/name`. */
function resolve(reference: string, root: unknown): unknown {
	return reference
		.split('/')
		.slice(1)
		.reduce<unknown>((value, name) => (isRecord(value) ? value[name] : undefined), root);
}
