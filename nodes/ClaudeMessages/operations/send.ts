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

/** Characters of text that the tools of one item take as much memory as. */
const WEIGHT_OF_TOOLS = 1024 * 1024;

const NO_TOOLS = "'Connect Tools' is on, but no tool is connected to the node";

async function sendItem(context: ItemContext): Promise<PreparedItem> {
	const { field, item, itemIndex, store } = context;
	const { schema, options, simplify, connectTools, ...panel } = readSendPanel(field);
	const limits = { timeout: options.timeout, signal: context.signal };
	const connected = connectTools
		? { all: context.tools, tools: await context.tools.of(itemIndex, limits) }
		: undefined;
	const chunks = options.streaming === 'never' ? undefined : context.chunks;
	if (chunks === undefined) context.chunks?.silence(itemIndex);
	const { request, prefilled, caches, names, connection } = await requestFor(
		{ ...panel, schema, options },
		context,
		{ connected: connected?.tools, listens: chunks !== undefined },
	);
	// Items that wait for their turn hold only what they need.
	const { prefill, way } = prefilled;
	const conversation = options.includeConversation ? prefilled.conversation : [];
	const loop = { connection, connected, names, itemIndex, maxToolTurns: options.maxToolTurns };
	return {
		connection,
		request,
		concurrency: options.concurrency,
		caches,
		weight: connected === undefined || context.tools.areShared ? 0 : WEIGHT_OF_TOOLS,
		async send(loaded, run) {
			const { includePrefill, streamActivity: activity } = options;
			const speech = { prefilled: { prefill, way }, includePrefill, activity, names };
			const listener = chunks?.listener(itemIndex, speech);
			if (connected?.tools.length === 0) run.notes.tell(NO_TOOLS);
			const answer = await askWithTools(loop, { ...loaded, listener }, run);
			tell(() => listener?.finish(textOfTurns(answer, speech.prefilled, includePrefill)));
			if (caches) run.notes.cached(answer.message);
			const shape = { schema, simplify, options, prefilled: { prefill, way, conversation }, names };
			const source = { context: { item, itemIndex, store }, connection, request, run };
			return await shapedAnswer(answer, shape, source);
		},
	};
}
