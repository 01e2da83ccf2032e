import type { MessageRequest } from '../api/createMessage';
import { placeFiles } from '../files/placeFiles';
import type { RequestPanel } from '../panel/requestPanel';
import { checkCapabilities, needsCapabilities } from '../request/checkCapabilities';
import { type DraftRequest, draftRequest } from '../request/draftRequest';
import { finishRequest } from '../request/finishRequest';
import type { PrefilledTurns } from '../request/prefill';
import type { ItemContext } from './itemContext';

/** The request of an item, with the start of the answer that it asks for. */
export interface ItemRequest {
	request: MessageRequest;
	start: PrefilledTurns;
}

/**
 * The request of an item, checked against its model and with its files in their places.
 *
 * @param change what the operation makes of the draft
 * @throws Failure for every mistake that can be told before sending
 */
export async function requestFor(
	panel: RequestPanel,
	{ item, helpers, isTool, connection, models }: ItemContext,
	change: (draft: DraftRequest) => DraftRequest = (draft) => draft,
): Promise<ItemRequest> {
	const draft = change(draftRequest(panel));
	if (needsCapabilities(draft.body)) {
		const known = await models.get(connection, draft.body.model);
		if (known !== undefined) checkCapabilities(draft.body, known);
	}
	const placed = await placeFiles(draft.start.turns, item, helpers, isTool);
	return { request: finishRequest(draft, placed), start: draft.start };
}
