import type { INodeProperties } from 'n8n-workflow';
import { invalidInput } from '../../shared/errors/failure';
import { asText } from '../../shared/fields/values';

export const binaryField: INodeProperties = {
	displayName: 'Input Data Field Name',
	name: 'binaryField',
	type: 'string',
	required: true,
	default: 'data',
	placeholder: 'e.g. data',
	description:
		'The field of the item that holds the file, or an expression that gives a file of another node; at most 500 MB',
};

/** A name; an expression may give the file itself, which is left as it is. */
export function readBinaryField(value: unknown): unknown {
	if (typeof value === 'object' && value !== null) return value;
	const name = asText(value, binaryField.displayName).trim();
	if (name !== '') return name;
	throw invalidInput(
		`'${binaryField.displayName}' is empty`,
		'Give the name of the field that holds the file, often data.',
	);
}
