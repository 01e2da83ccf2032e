import type { MessageRequest } from '../../shared/api/endpoints/createMessage';
import { type BatchPanel, readBatchPanel } from '../panel/batchPanel';
import { batchedBody } from '../request/batchedBody';
import type { ItemContext } from './itemContext';
import { type ItemRequest, requestFor } from './requestFor';

/**
 * Makes the request of an item for a batch.
 *
 * @throws Failure for every mistake that can be found before sending
 */
export async function batchedRequest(panel: BatchPanel, item: ItemContext): Promise<ItemRequest> {
	return await requestFor(panel, item, { strip: batchedBody });
}

/** The same for an item that was checked before. */
export async function preparedRequest(item: ItemContext): Promise<MessageRequest> {
	return (await batchedRequest(readBatchPanel(item.field), item)).request;
}
