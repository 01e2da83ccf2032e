import type { INodeProperties } from 'n8n-workflow';
import { invalidInput } from '../../shared/errors/failure';
import { asText } from '../../shared/fields/values';

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
	const id = asText(value, batchId.displayName).trim();
	if (id !== '') return id;
	throw invalidInput(
		"'Batch ID' is empty",
		'Give the ID of the batch, as in msgbatch_013Zva2CMHLNnXjNJJKqJ2EF.',
	);
}
