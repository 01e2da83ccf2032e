import { invalid } from '../apiError';
import { mergeTurns, type MergedTurn } from './mergedTurns';
import type { PromptBody } from './messageRequest';
import { checkPendingTools } from './pendingTools';

/**
 * Every `tool_use` is answered by a `tool_result` in the next user turn, results first. Whether
 * `tools` still has what was used is not asked, except of what the API has yet to run.
 * https://platform.claude.com/docs/en/agents-and-tools/tool-use/handle-tool-calls
 */
export function checkToolTurns(body: PromptBody) {
	const turns = mergeTurns(body.messages);
	turns.forEach((turn, number) => {
		const asked = idsOf(turns[number - 1], 'tool_use');
		const answered = idsOf(turn, 'tool_result');
		const place = `messages.${turn.index}`;
		const stray = answered.find((id) => !asked.includes(id));
		if (stray !== undefined) {
			throw invalid(place, `\`tool_result\` without a \`tool_use\` before it: ${stray}`);
		}
		const open = idsOf(turn, 'tool_use').filter(
			(id) => !idsOf(turns[number + 1], 'tool_result').includes(id),
		);
		if (open.length > 0) {
			throw invalid(
				place,
				`\`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${open.join(', ')}`,
			);
		}
		checkResultsFirst(turn, place);
		checkPendingTools(turns, number, body);
	});
}

function idsOf(turn: MergedTurn | undefined, type: 'tool_use' | 'tool_result'): string[] {
	return (turn?.blocks ?? []).flatMap((block) => {
		if (block.type !== type) return [];
		return block.type === 'tool_use' ? [block.id] : [block.tool_use_id];
	});
}

function checkResultsFirst({ blocks }: MergedTurn, place: string) {
	const firstOther = blocks.findIndex((block) => block.type !== 'tool_result');
	const isLate = blocks.slice(firstOther).some((block) => block.type === 'tool_result');
	if (firstOther !== -1 && isLate) {
		throw invalid(place, '`tool_result` blocks must come before any other content');
	}
}
