import type Anthropic from '@anthropic-ai/sdk';
import { invalid } from '../apiError';
import { blocksOf } from './turns';

type Block = Anthropic.ContentBlockParam;
interface MergedTurn {
	role: string;
	blocks: Block[];
	index: number;
}

/**
 * Every `tool_use` is answered by a `tool_result` in the next user turn, results first.
 * https://platform.claude.com/docs/en/agents-and-tools/tool-use/handle-tool-calls
 */
export function checkToolTurns(messages: Anthropic.MessageParam[]) {
	const turns = mergeTurns(messages);
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
				`\`tool_use\` without \`tool_result\` immediately after: ${open.join(', ')}`,
			);
		}
		checkResultsFirst(turn, place);
	});
}

/** Consecutive turns of one role count as one. */
function mergeTurns(messages: Anthropic.MessageParam[]): MergedTurn[] {
	const turns: MergedTurn[] = [];
	messages.forEach((message, index) => {
		const last = turns[turns.length - 1];
		if (last?.role === message.role) last.blocks.push(...blocksOf(message));
		else turns.push({ role: message.role, blocks: [...blocksOf(message)], index });
	});
	return turns;
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
