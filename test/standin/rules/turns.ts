import type Anthropic from '@anthropic-ai/sdk';
import { invalid } from '../apiError';
import { searchResultsIn } from '../facts/searchResults';
import type { Model } from '../models/model';
import type { RequestContext } from './context';
import type { PromptBody } from './messageRequest';

type Turn = Anthropic.MessageParam;
type Block = Anthropic.ContentBlockParam;

const PREFILL_REFUSED =
	'This model does not support assistant message prefill. ' +
	'The conversation must end with a user message.';

/** The order of the turns and what each may hold. */
export function checkTurns(body: PromptBody, context: RequestContext, model: Model) {
	const { messages } = body;
	if (messages.length === 0) throw invalid('messages', 'at least one message is required');
	if (messages[0]?.role !== 'user') {
		throw invalid('messages', 'the first message must use the "user" role');
	}
	messages.forEach((turn, index) => {
		const place = `messages.${index}`;
		checkContent(turn, place, index === messages.length - 1);
		if (turn.role === 'system') checkSystemTurn(messages, index, model);
		blocksOf(turn).forEach((block, number) =>
			checkBlockInTurn(block, turn.role, `${place}.content.${number}`, context),
		);
	});
	checkPrefill(body, model);
}

/** The text or blocks of a turn, as blocks. */
export function blocksOf({ content }: Turn): Block[] {
	return typeof content === 'string' ? [{ type: 'text', text: content }] : content;
}

/**
 * Whether the last turn is the start of Claude's own answer. A turn that ends in a server
 * tool's block is not: it continues one that paused.
 */
export function isPrefilled({ messages, fallback_credit_token }: PromptBody): boolean {
	const last = messages[messages.length - 1];
	if (last?.role !== 'assistant' || fallback_credit_token !== undefined) return false;
	return !endsInServerTool(last);
}

function checkContent(turn: Turn, place: string, isLast: boolean) {
	const blocks = blocksOf(turn);
	const isEmpty = turn.content.length === 0;
	if (isEmpty && isLast && turn.role === 'assistant') return;
	if (isEmpty) throw invalid(place, `${turn.role} messages must have non-empty content`);
	blocks.forEach((block, index) => {
		if (block.type === 'text' && block.text.trim() === '') {
			throw invalid(`${place}.content.${index}`, 'text must hold more than whitespace');
		}
	});
}

function checkBlockInTurn(
	block: Block,
	role: Turn['role'],
	place: string,
	{ version }: RequestContext,
) {
	const only = ONLY_IN[block.type];
	if (only !== undefined && only !== role) {
		throw invalid(place, `\`${block.type}\` blocks can only be in \`${only}\` messages`);
	}
	if (version === '2023-06-01') return;
	if (block.type === 'document' && role === 'assistant') {
		throw invalid(place, '`document` blocks cannot be in `assistant` messages in this version');
	}
	if (role !== 'user') return;
	const results = searchResultsIn([{ role, content: [block] }]);
	const texts = [block, ...results.flatMap(({ content }) => content)];
	if (texts.some((text) => text.type === 'text' && (text.citations?.length ?? 0) > 0)) {
		throw invalid(`${place}.citations`, 'text in a user message cannot have citations');
	}
}

const ONLY_IN: Partial<Record<Block['type'], Turn['role']>> = {
	tool_result: 'user',
	tool_use: 'assistant',
	thinking: 'assistant',
	redacted_thinking: 'assistant',
	server_tool_use: 'assistant',
};

/** Instructions in mid-conversation: after the user (or a server tool), before the assistant. */
function checkSystemTurn(messages: Turn[], index: number, model: Model) {
	const place = `messages.${index}`;
	const before = messages[index - 1];
	const after = messages[index + 1];
	if (!model.rules.systemTurns) {
		throw invalid(`${place}.role`, 'this model does not support "system" messages');
	}
	if (before?.role !== 'user' && !(before?.role === 'assistant' && endsInServerTool(before))) {
		throw invalid(place, 'a "system" message must follow a user message');
	}
	if (after !== undefined && after.role !== 'assistant') {
		throw invalid(place, 'a "system" message must be last or followed by the assistant');
	}
	const own = messages[index];
	if (own !== undefined && blocksOf(own).some((block) => block.type !== 'text')) {
		throw invalid(place, '"system" messages can only hold text');
	}
}

function checkPrefill(body: PromptBody, model: Model) {
	if (!isPrefilled(body)) return;
	if (!model.rules.prefill) throw invalid('', PREFILL_REFUSED);
	const last = body.messages[body.messages.length - 1];
	const block = last && blocksOf(last).at(-1);
	if (block?.type === 'text' && /\s$/.test(block.text)) {
		throw invalid('messages', 'final assistant content cannot end with trailing whitespace');
	}
}

function endsInServerTool(turn: Turn): boolean {
	const type: string | undefined = blocksOf(turn).at(-1)?.type;
	if (type === undefined || type === 'tool_result') return false;
	return /^(server_tool_use|mcp_tool_use|.+_tool_result)$/.test(type);
}
