import type { MessageRequest } from '../../shared/api/endpoints/createMessage';
import { placeFiles } from '../files/placeFiles';
import { LEVELS } from '../panel/options/effort';
import { THINKING_CHOICES } from '../panel/options/thinking';
import type { RequestPanel } from '../panel/requestPanel';
import { checkCapabilities, needsCapabilities } from '../request/checkCapabilities';
import type { RequestBody } from '../request/body';
import { draftRequest } from '../request/draftRequest';
import { finishRequest } from '../request/finishRequest';
import type { SettledPrefill } from '../request/prefill';
import type { ItemContext } from './itemContext';

const CHOICES = { effort: LEVELS, thinking: THINKING_CHOICES };

/** The request of an item, and what is needed to assemble its answer. */
export interface ItemRequest {
	request: MessageRequest;
	prefilled: SettledPrefill;
	/** Whether it writes into a prompt cache that the other items can read. */
	caches: boolean;
}

/**
 * Makes the request of an item, checked against its model and with its files in place.
 *
 * @param strip removes fields that the operation's endpoint does not support
 * @throws Failure for every mistake that can be found before sending
 */
export async function requestFor(
	panel: RequestPanel,
	{ item, files, isTool, connection, models }: ItemContext,
	strip?: (body: RequestBody) => RequestBody,
): Promise<ItemRequest> {
	const draft = draftRequest(panel, strip);
	if (needsCapabilities(draft.body)) {
		const known = await models.get(connection, draft.body.model);
		if (known !== undefined) checkCapabilities(draft.body, known, CHOICES);
	}
	const placed = await placeFiles(draft.body.messages, item, files, isTool);
	return {
		request: finishRequest(draft, placed),
		prefilled: draft.prefilled,
		caches: draft.caches,
	};
}
