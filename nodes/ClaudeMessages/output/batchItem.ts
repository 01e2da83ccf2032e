import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { type EntryShape, picked } from './fileItem';
import { type Origin, outputItem, withoutError } from './outputItem';

/** What tells how far a batch is. */
const TELLING = [
	'id',
	'processing_status',
	'request_counts',
	'created_at',
	'expires_at',
	'ended_at',
];

/**
 * The item of a batch: its telling fields, or the API's object unchanged.
 *
 * @see https://platform.claude.com/docs/en/build-with-claude/batch-processing
 */
export function batchItem(
	batch: IDataObject,
	{ simplify, itemIndex }: EntryShape,
): INodeExecutionData {
	const json: IDataObject = simplify ? picked(batch, TELLING) : { ...batch };
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
