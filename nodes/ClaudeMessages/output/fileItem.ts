import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { picked } from '../../shared/entries';
import { entryItem, type EntryShape } from './entryItem';

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
export function fileItem(file: IDataObject, shape: EntryShape): INodeExecutionData {
	const simplified = (entry: IDataObject) => picked(entry, TELLING);
	return entryItem(file, shape, { simplified, errorName: 'file_error' });
}
