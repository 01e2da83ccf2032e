import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { BATCH_FIELDS } from '../../shared/api/endpoints/batches';
import { picked } from '../../shared/entries';
import type { EntryShape } from './fileItem';
import { type Origin, outputItem, withoutError } from './outputItem';

/**
 * The item of a batch: its telling fields, or the API's object unchanged.
 *
 * @see https://platform.claude.com/docs/en/build-with-claude/batch-processing
 */
export function batchItem(
	batch: IDataObject,
	{ simplify, itemIndex }: EntryShape,
): INodeExecutionData {
	const json: IDataObject = simplify ? picked(batch, BATCH_FIELDS) : { ...batch };
	return { json: withoutError(json, 'batch_error'), pairedItem: { item: itemIndex } };
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
