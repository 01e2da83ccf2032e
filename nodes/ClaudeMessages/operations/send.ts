import { createWholeMessage } from '../../shared/api/endpoints/continueAnswer';
import { afterAnswer } from '../../shared/errors/toFailure';
import { answerItem } from '../output/answerItem';
import { PatternChecks } from '../../shared/schema/patternChecks';
import { stopFailure } from '../output/stopReason';
import { structuredOutput } from '../output/structuredOutput';
import { readSendPanel } from '../panel/requestPanel';
import { continuedRequest } from '../request/finishRequest';
import { perItem } from './perItem';
import { requestFor } from './requestFor';

/** Message → Send: sends the item's request to Claude, and returns the answer as an item. */
export const send = perItem(async (context) => {
	const { field, item, itemIndex, connection } = context;
	const { schema, options, simplify, ...panel } = readSendPanel(field);
	const { request, prefilled, caches } = await requestFor({ ...panel, schema, options }, context);
	// While the item waits for its turn, the conversation is kept only where it is needed.
	const { prefill, way } = prefilled;
	const conversation = options.includeConversation ? prefilled.conversation : [];
	return {
		connection,
		request,
		concurrency: options.concurrency,
		caches,
		async send(loaded, run) {
			const answer = await createWholeMessage(
				connection,
				loaded,
				(content, containerId) => continuedRequest(loaded, content, containerId),
				run,
			);
			return await afterAnswer({ status: 200, requestId: answer.requestId }, () => {
				if (caches) run.notes.cached(answer.message);
				const failure = stopFailure(answer, { ...options, json: schema !== undefined });
				if (failure !== undefined) throw failure;
				const patterns = new PatternChecks();
				const output =
					schema === undefined ? undefined : structuredOutput(answer, schema, patterns);
				for (const pattern of patterns.skipped) run.notes.unchecked(pattern);
				const kept = { prefill, way, conversation };
				const shape = { simplify, options, output, item, itemIndex, prefilled: kept };
				return answerItem(answer, shape);
			});
		},
	};
});
