import type { INodeProperties } from 'n8n-workflow';
import { type JsonSchema } from '../../shared/schema/sendableSchema';
import { schemaOfExample } from '../../shared/schema/exampleSchema';
import { readJson } from '../../shared/fields/values';

export const jsonSchemaExample: INodeProperties = {
	displayName: 'JSON Example',
	name: 'jsonSchemaExample',
	type: 'json',
	typeOptions: { rows: 6 },
	displayOptions: { show: { outputFormat: ['json'], schemaType: ['fromJson'] } },
	default: '{\n  "name": "Ada Lovelace",\n  "born": 1815\n}',
	description:
		'An answer as you want it; its names and kinds of values count, not the values themselves',
};

/** The schema that is derived from the example. */
export function readJsonSchemaExample(value: unknown): JsonSchema {
	const label = jsonSchemaExample.displayName;
	return schemaOfExample(readJson(value, label), label);
}
