import type { INodeProperties } from 'n8n-workflow';
import { invalidInput } from '../../shared/errors/failure';
import { asText } from '../../shared/fields/values';

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
	const name = asText(value, outputField.displayName).trim();
	if (name !== '') return name;
	throw invalidInput(`'${outputField.displayName}' is empty`, 'Give the field a name, often data.');
}
