import type Anthropic from '@anthropic-ai/sdk';
import { blocksOf } from './turns';

export interface MergedTurn {
	role: Anthropic.MessageParam['role'];
	blocks: Anthropic.ContentBlockParam[];
	/** Of its first message. */
	index: number;
}

/** Consecutive turns of one role count as one. */
export function mergeTurns(messages: Anthropic.MessageParam[]): MergedTurn[] {
	const turns: MergedTurn[] = [];
	messages.forEach((message, index) => {
		const last = turns[turns.length - 1];
		if (last?.role === message.role) last.blocks.push(...blocksOf(message));
		else turns.push({ role: message.role, blocks: [...blocksOf(message)], index });
	});
	return turns;
}
