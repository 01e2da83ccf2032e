import type { INodeProperties } from 'n8n-workflow';
import { type Choice, readChoice } from '../../shared/fields/choice';

/** The ways to enter a schema. */
export type SchemaType = 'fromJson' | 'manual';

/** The ways as the panel offers them. */
export const SCHEMA_TYPES: Array<Choice<SchemaType>> = [
	{
		name: 'Define Using JSON Schema',
		value: 'manual',
		description: 'For optional fields, lists of allowed values, and descriptions of fields',
	},
	{
		name: 'Generate From JSON Example',
		value: 'fromJson',
		description: 'Every field of the example is then in every answer',
	},
];

/** Named as in n8n's own Structured Output Parser. */
export const schemaType: INodeProperties = {
	displayName: 'Schema Type',
	name: 'schemaType',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { outputFormat: ['json'] } },
	options: SCHEMA_TYPES,
	default: 'fromJson',
	description: 'How you describe the fields of the answer',
};

/** Which of the two schema fields is used. */
export function readSchemaType(value: unknown, label = schemaType.displayName): SchemaType {
	return readChoice(value, label, SCHEMA_TYPES, 'fromJson');
}
