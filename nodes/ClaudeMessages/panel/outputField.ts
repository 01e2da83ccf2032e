import type { INodeProperties } from 'n8n-workflow';
import { readRequired } from '../../shared/fields/required';

export const outputField: INodeProperties = {
	displayName: 'Put Output File in Field',
	name: 'outputField',
	type: 'string',
	required: true,
	default: 'data',
	placeholder: 'e.g. data',
	hint: 'The name of the output field to put the file in',
	description: 'The field of the item that gets the file',
};

export function readOutputField(value: unknown): string {
	return readRequired(value, {
		label: outputField.displayName,
		wayOut: 'Give the field a name, often data.',
	});
}
