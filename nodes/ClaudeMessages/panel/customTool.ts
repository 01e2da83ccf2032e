import type { INodeProperties } from 'n8n-workflow';
import { SCHEMA_TYPES } from './schemaType';

/** The fields of a tool that the workflow runs. */
export const custom: INodeProperties[] = [
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. create_ticket',
		description: 'Letters, digits, _ and -; other characters reach Claude as _',
	},
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. Creates a ticket for the support team',
		description: 'What the tool does and when to use it; Claude decides by it',
	},
	{
		displayName: 'Schema Type',
		name: 'schemaType',
		type: 'options',
		options: SCHEMA_TYPES.map(({ name, value }) => ({ name, value })),
		default: 'fromJson',
		description: 'How to say what the tool takes',
	},
	{
		displayName: 'JSON Example',
		name: 'jsonSchemaExample',
		type: 'json',
		typeOptions: { rows: 4 },
		displayOptions: { show: { schemaType: ['fromJson'] } },
		default: '{\n  "title": "The printer is on fire",\n  "urgent": true\n}',
		description: 'An input as the tool takes it; its names and kinds of values count',
	},
	{
		displayName: 'Input Schema',
		name: 'inputSchema',
		type: 'json',
		typeOptions: { rows: 8 },
		displayOptions: { show: { schemaType: ['manual'] } },
		default: `{
  "type": "object",
  "properties": {
    "title": { "type": "string", "description": "One line" },
    "urgent": { "type": "boolean" }
  },
  "required": ["title"]
}`,
		description: 'A JSON Schema of what the tool takes',
	},
	{
		displayName: 'Strict',
		name: 'strict',
		type: 'boolean',
		default: false,
		description:
			'Whether Claude is held to the schema to the letter; a request may have 20 such tools',
	},
];
