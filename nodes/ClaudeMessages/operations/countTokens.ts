import { countTokens as count } from '../../shared/api/endpoints/countTokens';
import { countItem } from '../output/countItem';
import { readConnectTools } from '../panel/connectTools';
import { readRequestPanel } from '../panel/requestPanel';
import { countedBody } from '../request/countedBody';
import { perItem } from './perItem';
import { requestFor } from './requestFor';

/** Message → Count Tokens: counts the input tokens of the item's request without paying for an answer. */
export const countTokens = perItem(async (context) => {
	const { field, item, itemIndex } = context;
	const panel = readRequestPanel(field);
	const { concurrency, includeInput } = panel.options;
	// A choice may name a connected tool, and those are not counted.
	const connects = readConnectTools(field('connectTools', false));
	const toolChoice = connects ? undefined : panel.options.toolChoice;
	const counted = { ...panel, options: { ...panel.options, toolChoice } };
	const { request, connection } = await requestFor(counted, context, { strip: countedBody });
	return {
		connection,
		request,
		concurrency,
		caches: false,
		send: async (loaded, run) =>
			countItem(await count(connection, loaded, run), { includeInput, item, itemIndex }),
	};
});
