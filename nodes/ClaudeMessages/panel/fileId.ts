import type { INodeProperties } from 'n8n-workflow';
import { readRequired } from '../../shared/fields/required';

export const fileId: INodeProperties = {
	displayName: 'File ID',
	name: 'fileId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. file_011CNha8iCJcU1wXNR6q4V8w',
	description: 'The ID that the upload returned, or that an answer with code execution names',
};

export function readFileId(value: unknown): string {
	return readRequired(value, {
		label: fileId.displayName,
		wayOut: 'Give the ID of the file, as in file_011CNha8iCJcU1wXNR6q4V8w.',
	});
}
