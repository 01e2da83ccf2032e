import { afterAnswer } from '../../shared/errors/toFailure';
import { answerItem, textOfTurns } from '../output/answerItem';
import { PatternChecks } from '../../shared/schema/patternChecks';
import { stopFailure } from '../output/stopReason';
import { structuredOutput } from '../output/structuredOutput';
import { readSendPanel } from '../panel/requestPanel';
import type { Answer } from '../../shared/api/endpoints/answer';
import { tell } from '../../shared/api/endpoints/answerListener';
import { askWithTools, type LoopAnswer } from '../tools/toolLoop';
import { madeFiles } from './madeFiles';
import type { ItemContext } from './itemContext';
import { perItem } from './perItem';
import type { PreparedItem } from './preparedItems';
import { requestFor } from './requestFor';

/** What the last turn alone says: with tools, the JSON is there. */
function lastTurnOf({ message, requestId, last }: LoopAnswer): Answer {
	return { message: { ...message, content: last }, requestId };
}

/** Message → Send: asks Claude about the item; the answer becomes its output item. */
export const send = perItem(sendItem, { tells: true });

async function sendItem(context: ItemContext): Promise<PreparedItem> {
	const { field, item, itemIndex } = context;
	const { schema, options, simplify, connectTools, ...panel } = readSendPanel(field);
	const connected = connectTools
		? { all: context.tools, tools: await context.tools.of(itemIndex) }
		: undefined;
	const chunks = options.streaming === 'never' ? undefined : context.chunks;
	if (chunks === undefined) context.chunks?.silence(itemIndex);
	const { request, prefilled, caches, names, connection } = await requestFor(
		{ ...panel, schema, options },
		context,
		{ connected: connected?.tools, listens: chunks !== undefined },
	);
	// Items that wait for their turn hold only the turns that they need.
	const { prefill, way } = prefilled;
	const conversation = options.includeConversation ? prefilled.conversation : [];
	const loop = { connection, connected, names, itemIndex, maxToolTurns: options.maxToolTurns };
	return {
		connection,
		request,
		concurrency: options.concurrency,
		caches,
		async send(loaded, run) {
			const { includePrefill, streamActivity: activity } = options;
			const speech = { prefilled: { prefill, way }, includePrefill, activity, names };
			const listener = chunks?.listener(itemIndex, speech);
			const answer = await askWithTools(loop, { ...loaded, listener }, run);
			tell(() => listener?.finish(textOfTurns(answer, speech.prefilled, includePrefill)));
			return await afterAnswer({ status: 200, requestId: answer.requestId }, async () => {
				if (caches) run.notes.cached(answer.message);
				const failure = stopFailure(answer, { ...options, json: schema !== undefined });
				if (failure !== undefined) throw failure;
				const patterns = new PatternChecks();
				const output =
					schema === undefined ? undefined : structuredOutput(lastTurnOf(answer), schema, patterns);
				for (const pattern of patterns.skipped) run.notes.unchecked(pattern);
				const made = await madeFiles(answer.message.content, { context, connection, request, run });
				return answerItem(answer, {
					simplify,
					options,
					output,
					item,
					itemIndex,
					prefilled: { prefill, way, conversation },
					names,
					made,
				});
			});
		},
	};
}
