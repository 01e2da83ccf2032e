import type { INodeProperties } from 'n8n-workflow';
import { readRequired } from '../../shared/fields/required';

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
	return readRequired(value, {
		label: binaryField.displayName,
		wayOut: 'Give the name of the field that holds the file, often data.',
	});
}
