import type { INodeProperties } from 'n8n-workflow';
import type { Choice } from '../shared/fields/choice';

/** What the workflow starts with. */
export type Output = 'batch' | 'results';

export const OUTPUT = 'Output';

export const OUTPUTS: Array<Choice<Output>> = [
	{
		name: 'Batch',
		value: 'batch',
		description: 'One item for the batch, with its ID and counts',
	},
	{
		name: 'Results',
		value: 'results',
		description:
			'One item for each request of the batch; JSON stays text and files that code made are left out, which Get Results would give',
	},
];

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
		displayName: OUTPUT,
		name: 'output',
		type: 'options',
		noDataExpression: true,
		options: OUTPUTS,
		default: 'batch',
		description: 'What the workflow starts with',
	},
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
];
