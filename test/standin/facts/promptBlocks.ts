import type Anthropic from '@anthropic-ai/sdk';
import type { PromptBody } from '../rules/messageRequest';
import { blocksOf } from '../rules/turns';

export interface PromptBlock {
	part: 'tools' | 'system' | 'messages';
	content: Anthropic.ToolUnion | Anthropic.ContentBlockParam;
	/** Of the turn in which it stands. */
	role?: Anthropic.MessageParam['role'];
}

/** All that the model reads, in the order in which it reads it. */
export function promptBlocks({ tools = [], system = [], messages }: PromptBody): PromptBlock[] {
	const instructions = typeof system === 'string' ? textBlocks(system) : system;
	return [
		...tools.map((content) => ({ part: 'tools' as const, content })),
		...instructions.map((content) => ({ part: 'system' as const, content })),
		...messages.flatMap((turn) =>
			blocksOf(turn).map((content) => ({ part: 'messages' as const, content, role: turn.role })),
		),
	];
}

/** The block as text, without the marks for the cache. */
export function blockJson({ content, role }: PromptBlock): string {
	const json = JSON.stringify(content, (name, value: unknown) =>
		name === 'cache_control' ? undefined : value,
	);
	return role === undefined ? json : `${role} ${json}`;
}

function textBlocks(text: string): Anthropic.TextBlockParam[] {
	return text === '' ? [] : [{ type: 'text', text }];
}
