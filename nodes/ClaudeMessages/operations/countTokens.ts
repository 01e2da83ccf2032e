import { countTokens as count } from '../api/countTokens';
import { countItem } from '../output/countItem';
import { readRequestPanel } from '../panel/requestPanel';
import { countedBody } from '../request/countedBody';
import type { Operation } from './operation';
import { requestFor } from './requestFor';

/** Message → Count Tokens: how much the item's request has, before it is paid for. */
export const countTokens: Operation = async (context) => {
	const { field, item, itemIndex, connection } = context;
	const panel = readRequestPanel(field);
	const { request } = await requestFor(panel, context, ({ body, ...draft }) => ({
		...draft,
		body: countedBody(body),
		stream: false,
	}));
	return {
		concurrency: panel.options.concurrency,
		caches: false,
		send: async (run) =>
			countItem(await count(connection, request, run), {
				...{ includeInput: panel.options.includeInput, item, itemIndex },
			}),
	};
};
