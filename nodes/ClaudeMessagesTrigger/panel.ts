import type { INodeProperties } from 'n8n-workflow';

/** The fields of the trigger; n8n adds how often it looks. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Event',
		name: 'event',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Batch Ended',
				value: 'batchEnded',
				description: 'A batch has a result for each of its requests',
			},
		],
		default: 'batchEnded',
		description: 'What starts the workflow; every batch starts it once',
	},
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
];
