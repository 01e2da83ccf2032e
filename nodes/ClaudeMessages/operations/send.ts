import { createWholeMessage } from '../api/continueAnswer';
import { afterAnswer } from '../errors/toFailure';
import { answerItem } from '../output/answerItem';
import { stopFailure } from '../output/stopReason';
import { structuredOutput } from '../output/structuredOutput';
import { readSendPanel } from '../panel/requestPanel';
import { hasBreakpoint } from '../request/caching';
import type { Operation } from './operation';
import { requestFor } from './requestFor';

/** Message → Send: the item's question goes to Claude, and the answer becomes its item. */
export const send: Operation = async (context) => {
	const { field, item, itemIndex, connection } = context;
	const panel = readSendPanel(field);
	const { schema, options } = panel;
	const { request, continueWith, draft } = await requestFor(panel, context);
	const caches = hasBreakpoint(request.body);
	return {
		concurrency: options.concurrency,
		caches,
		async send(run) {
			const answer = await createWholeMessage(connection, request, continueWith, run);
			return await afterAnswer({ status: 200, requestId: answer.requestId }, () => {
				if (caches) run.notes.cached(answer.message);
				const failure = stopFailure(answer, { ...options, json: schema !== undefined });
				if (failure !== undefined) throw failure;
				const output = schema === undefined ? undefined : structuredOutput(answer, schema);
				return answerItem(answer, { ...panel, start: draft.start, output, item, itemIndex });
			});
		},
	};
};
