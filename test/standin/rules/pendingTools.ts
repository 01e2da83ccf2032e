import { invalid } from '../apiError';
import { pendingCalls, resultTypeOf, type ServerCall } from '../facts/serverTools';
import type { MergedTurn } from './mergedTurns';
import type { PromptBody } from './messageRequest';

/**
 * A tool of the API that is called beside one of the client's has no result yet: it runs when
 * all results of the client have come, and nothing but them, and its tool is still there.
 * https://platform.claude.com/docs/en/agents-and-tools/tool-use/server-tools
 */
export function checkPendingTools(turns: MergedTurn[], number: number, { tools }: PromptBody) {
	const turn = turns[number];
	const answer = turns[number + 1];
	if (turn?.role !== 'assistant' || answer?.role !== 'user') return;
	const [first] = pendingCalls(turn.blocks);
	if (first === undefined) return;
	if (answer.blocks.some(({ type }) => type !== 'tool_result')) throw unanswered(first, turn);

	const later = turns.slice(number + 1).find(({ role }) => role === 'assistant');
	const [lost] =
		later === undefined
			? pendingCalls(turn.blocks).filter((call) => !hasTool(call, tools))
			: pendingCalls(turn.blocks, later.blocks);
	if (lost !== undefined) throw unanswered(lost, turn);
}

function unanswered(call: ServerCall, { index }: MergedTurn) {
	const problem =
		`\`${call.name}\` tool use with id \`${call.id}\` was found without a corresponding ` +
		`\`${resultTypeOf(call)}\` block`;
	return invalid(`messages.${index}`, problem);
}

/** The web tools since 2026 bring code execution along. */
function hasTool(call: ServerCall, tools: PromptBody['tools'] = []): boolean {
	return tools.some((tool) => {
		if (call.type === 'mcp_tool_use') {
			return 'mcp_server_name' in tool && tool.mcp_server_name === call.server_name;
		}
		if (!('name' in tool)) return false;
		if (!call.name.endsWith('code_execution')) return tool.name === call.name;
		return tool.name === 'code_execution' || /^web_(search|fetch)_2026/.test(tool.type ?? '');
	});
}
