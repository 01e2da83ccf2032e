import type { INodeProperties } from 'n8n-workflow';
import { invalidInput } from '../../shared/errors/failure';
import { isRecord } from '../../shared/json';
import { type JsonSchema } from '../../shared/schema/sendableSchema';
import { readJson } from '../../shared/fields/values';
import { show } from '../../shared/words';

export const inputSchema: INodeProperties = {
	displayName: 'Input Schema',
	name: 'inputSchema',
	type: 'json',
	typeOptions: { rows: 10 },
	displayOptions: { show: { outputFormat: ['json'], schemaType: ['manual'] } },
	default: `{
  "type": "object",
  "properties": {
    "name": { "type": "string", "description": "First and last name" },
    "born": { "type": "integer" }
  },
  "required": ["name"]
}`,
	description:
		'A JSON Schema of the answer; limits that the API does not enforce, such as minimum, are told to Claude and checked when the answer comes',
};

/** The schema as the user wrote it. */
export function readInputSchema(value: unknown): JsonSchema {
	const schema = readJson(value, 'Input Schema');
	if (isRecord(schema)) return schema;
	throw invalidInput(
		`'Input Schema' is not a JSON object but ${show(schema)}`,
		'Give a JSON Schema as in { "type": "object", "properties": { "name": { "type": "string" } }, "required": ["name"] }.',
	);
}
