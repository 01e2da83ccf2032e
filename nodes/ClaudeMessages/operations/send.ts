import { tell } from '../../shared/api/endpoints/answerListener';
import { textOfTurns } from '../output/answerItem';
import { readSendPanel } from '../panel/requestPanel';
import { askWithTools } from '../tools/toolLoop';
import type { ItemContext } from './itemContext';
import { perItem } from './perItem';
import type { PreparedItem } from './preparedItems';
import { requestFor } from './requestFor';
import { shapedAnswer } from './shapedAnswer';

/** Message → Send: asks Claude about the item; the answer becomes its output item. */
export const send = perItem(sendItem, { tells: true });

async function sendItem(context: ItemContext): Promise<PreparedItem> {
	const { field, itemIndex } = context;
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
			if (caches) run.notes.cached(answer.message);
			const shape = { schema, simplify, options, prefilled: { prefill, way, conversation }, names };
			return await shapedAnswer(answer, shape, { context, connection, request, run });
		},
	};
}
