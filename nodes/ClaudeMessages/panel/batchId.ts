import type { INodeProperties } from 'n8n-workflow';
import { readRequired } from '../../shared/fields/required';

export const batchId: INodeProperties = {
	displayName: 'Batch ID',
	name: 'batchId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. msgbatch_013Zva2CMHLNnXjNJJKqJ2EF',
	description: 'The ID that Create returned',
};

export function readBatchId(value: unknown): string {
	return readRequired(value, {
		label: batchId.displayName,
		wayOut: 'Give the ID of the batch, as in msgbatch_013Zva2CMHLNnXjNJJKqJ2EF.',
	});
}
