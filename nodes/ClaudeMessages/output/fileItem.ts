import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { picked } from '../../shared/entries';
import { withoutError } from './outputItem';

/** How an entry of the API becomes an item. */
export interface EntryShape {
	simplify: boolean;
	itemIndex: number;
}

/** What tells files apart, in the order in which a person looks. */
const TELLING = [
	'id',
	'filename',
	'mime_type',
	'size_bytes',
	'created_at',
	'expires_at',
	'downloadable',
];

/** The item of a file: its telling fields, or the API's object unchanged. */
export function fileItem(
	file: IDataObject,
	{ simplify, itemIndex }: EntryShape,
): INodeExecutionData {
	const json: IDataObject = simplify ? picked(file, TELLING) : { ...file };
	return { json: withoutError(json, 'file_error'), pairedItem: { item: itemIndex } };
}
