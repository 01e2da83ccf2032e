import { tokensFor } from '../../shared/api/transport/mcpToken';
import { type Connection, hiding } from '../../shared/api/transport/connection';
import type { ToolsInput } from '../request/tools';
import type { MessageRequest } from '../../shared/api/endpoints/createMessage';
import { placeFiles } from '../files/placeFiles';
import { LEVELS } from '../panel/options/effort';
import { THINKING_CHOICES } from '../panel/options/thinking';
import type { RequestPanel } from '../panel/requestPanel';
import { checkCapabilities, needsCapabilities } from '../request/checkCapabilities';
import { draftRequest, type RequestNeeds } from '../request/draftRequest';
import { finishRequest } from '../request/finishRequest';
import type { SettledPrefill } from '../request/prefill';
import type { ToolNames } from '../request/toolNames';
import type { ItemContext } from './itemContext';

const CHOICES = { effort: LEVELS, thinking: THINKING_CHOICES };

/** The request of an item, and what is needed to assemble its answer. */
export interface ItemRequest {
	request: MessageRequest;
	prefilled: SettledPrefill;
	/** Whether it writes into a prompt cache that the other items can read. */
	caches: boolean;
	names: ToolNames;
	/** With every secret of the request to strike out of failures. */
	connection: Connection;
}

/**
 * Makes the request of an item, checked against its model and with its files in place.
 *
 * @throws Failure for every mistake that can be found before sending
 */
export async function requestFor(
	panel: RequestPanel,
	context: ItemContext,
	needs: RequestNeeds = {},
): Promise<ItemRequest> {
	const { item, files, isTool, models } = context;
	const { tools, connection } = await withTokens(panel.tools, context);
	const draft = draftRequest({ ...panel, tools }, needs);
	if (needsCapabilities(draft.body)) {
		const known = await models.get(connection, draft.body.model);
		if (known !== undefined) checkCapabilities(draft.body, known, CHOICES);
	}
	const placed = await placeFiles(draft.body.messages, item, files, isTool);
	return {
		request: finishRequest(draft, placed),
		prefilled: draft.prefilled,
		caches: draft.caches,
		names: draft.names,
		connection,
	};
}

/** MCP servers get their token from the credential, which then is one more secret of the request. */
async function withTokens(
	tools: ToolsInput,
	{ connection, mcpCredential }: ItemContext,
): Promise<{ tools: ToolsInput; connection: Connection }> {
	if (tools.mcpServers.length === 0) return { tools, connection };
	const credential = await mcpCredential();
	if (credential === undefined) return { tools, connection };
	const tokens = tokensFor(
		tools.mcpServers.map(({ url }) => url),
		credential,
	);
	const mcpServers = tools.mcpServers.map((server, index) => {
		const authorization_token = tokens[index];
		return authorization_token === undefined ? server : { ...server, authorization_token };
	});
	return { tools: { ...tools, mcpServers }, connection: hiding(connection, credential) };
}
