import { createWholeMessage } from '../api/continueAnswer';
import { answerItem } from '../output/answerItem';
import { PatternChecks } from '../output/patternChecks';
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
			if (caches) run.notes.cached(answer.message);
			const failure = stopFailure(answer, { ...options, json: schema !== undefined });
			if (failure !== undefined) throw failure;
			const patterns = new PatternChecks();
			const output = schema === undefined ? undefined : structuredOutput(answer, schema, patterns);
			for (const pattern of patterns.skipped) run.notes.unchecked(pattern);
			return answerItem(answer, { ...panel, start: draft.start, output, item, itemIndex });
		},
	};
};
