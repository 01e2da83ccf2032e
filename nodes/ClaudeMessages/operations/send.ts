import { createWholeMessage } from '../api/continueAnswer';
import { placeFiles } from '../files/placeFiles';
import { answerItem } from '../output/answerItem';
import { stopFailure } from '../output/stopReason';
import { readSendPanel } from '../panel/sendPanel';
import { draftRequest } from '../request/draftRequest';
import { hasBreakpoint } from '../request/caching';
import { finishRequest } from '../request/finishRequest';
import type { Operation } from './operation';

/** Message → Send: the item's question goes to Claude, and the answer becomes its item. */
export const send: Operation = async ({ field, item, itemIndex, helpers, isTool, connection }) => {
	const panel = readSendPanel(field);
	const draft = draftRequest(panel);
	const placed = await placeFiles(draft.start.turns, item, helpers, isTool);
	const { request, continueWith } = finishRequest(draft, placed);
	return {
		concurrency: panel.options.concurrency,
		caches: hasBreakpoint(request.body),
		async send(run) {
			const answer = await createWholeMessage(connection, request, continueWith, run);
			const failure = stopFailure(answer, panel.options);
			if (failure !== undefined) throw failure;
			return answerItem(answer, { ...panel, start: draft.start, item, itemIndex });
		},
	};
};
