import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Failure } from '../../shared/errors/failure';

/**
 * Makes the item of a failed call when the node is set to continue. `error` is its only key: that shape
 * reaches the error branch on n8n 1.x and 2.x alike.
 */
export function errorItem(failure: Failure, itemIndex: number): INodeExecutionData {
	return { json: { error: errorOf(failure) }, pairedItem: { item: itemIndex } };
}

/** What an item tells of a failure. */
export function errorOf(failure: Failure): IDataObject {
	return {
		message: failure.message,
		description: failure.description,
		type: failure.type,
		...(failure.errorCode === undefined ? {} : { error_code: failure.errorCode }),
		status: failure.status,
		request_id: failure.requestId,
		...(failure.customId === undefined ? {} : { custom_id: failure.customId }),
	};
}
