import { FileInspector } from '../files/fileInspector';
import { placeFiles } from '../files/placeFiles';
import type { RequestPanel } from '../panel/requestPanel';
import { checkCapabilities, needsCapabilities } from '../request/checkCapabilities';
import { type DraftRequest, draftRequest } from '../request/draftRequest';
import { type FinishedRequest, finishRequest } from '../request/finishRequest';
import type { ItemContext } from './operation';

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
): Promise<FinishedRequest & { draft: DraftRequest }> {
	const draft = change(draftRequest(panel));
	if (needsCapabilities(draft.body)) {
		const known = await models.get(connection, draft.body.model);
		if (known !== undefined) checkCapabilities(draft.body, known);
	}
	const inspector = new FileInspector(helpers);
	const { turns, files } = await placeFiles(draft.start.turns, item, inspector, isTool);
	const loaded = await Promise.all(
		files.map(async (file) => ({ ...file, data: await file.data.loaded() })),
	);
	return { ...finishRequest(draft, { turns, files: loaded }), draft };
}
