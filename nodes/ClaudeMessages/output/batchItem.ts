import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { BATCH_FIELDS } from '../../shared/api/endpoints/batches';
import { picked } from '../../shared/entries';
import { entryItem, type EntryShape } from './entryItem';
import { type Origin, outputItem } from './outputItem';

/**
 * The item of a batch: its telling fields, or the API's object unchanged.
 *
 * @see https://platform.claude.com/docs/en/build-with-claude/batch-processing
 */
export function batchItem(batch: IDataObject, shape: EntryShape): INodeExecutionData {
	const simplified = (entry: IDataObject) => picked(entry, BATCH_FIELDS);
	return entryItem(batch, shape, { simplified, errorName: 'batch_error' });
}

/** An item that is a request of a batch now, with all that it had. */
export function rowItem(
	batchId: string,
	customId: string,
	origin: Omit<Origin, 'includeInput'>,
): INodeExecutionData {
	const json = { batch_id: batchId, custom_id: customId };
	return outputItem(json, { ...origin, includeInput: true }, Object.keys(json));
}
