import { createHash } from 'node:crypto';
import { blockJson, promptBlocks, type PromptBlock } from '../facts/promptBlocks';
import { runningTokens } from '../facts/tokenCount';
import type { MessageBody, MessageRequest } from '../rules/messageRequest';
import { isRecord } from '../rules/shape';

export type Lifetime = '5m' | '1h';

/** The prompt from its start to the end of a block. */
export interface Prefix {
	hash: string;
	tokens: number;
	/** Of the breakpoint at its end, if there is one. */
	lifetime: Lifetime | undefined;
}

/** Every prefix of the prompt, the shortest first. */
export function prefixesOf({ body, model }: MessageRequest): Prefix[] {
	const blocks = promptBlocks(body);
	const tokens = runningTokens(blocks, model);
	const automatic = body.cache_control ? lastCacheable(blocks) : -1;
	let hash = model.info.id;
	return blocks.map((block, index) => {
		hash = createHash('sha256')
			.update(hash)
			.update(settingsOf(body, block.part))
			.update(blockJson(block))
			.digest('hex');
		const own = lifetimeIn(block.content);
		const lifetime = own ?? (index === automatic ? lifetimeOf(body.cache_control) : undefined);
		return { hash, tokens: tokens[index] ?? 0, lifetime };
	});
}

/** Whether the request asks for caching at all. */
export function hasBreakpoints(body: MessageBody): boolean {
	if (body.cache_control) return true;
	return promptBlocks(body).some(({ content }) => lifetimeIn(content) !== undefined);
}

/** The other fields whose change invalidates this part of the prompt. */
function settingsOf(body: MessageBody, part: PromptBlock['part']): string {
	const { output_config: output, speed, tool_choice: choice, thinking } = body;
	if (part === 'tools') return '';
	const ofAll = [output?.format, speed];
	return JSON.stringify(part === 'system' ? ofAll : [ofAll, choice, thinking, output?.effort]);
}

/** The breakpoint on a block, or on one inside it. */
function lifetimeIn(block: unknown): Lifetime | undefined {
	if (Array.isArray(block)) return block.map(lifetimeIn).find((found) => found !== undefined);
	if (!isRecord(block)) return undefined;
	const own = isRecord(block.cache_control) ? lifetimeOf(block.cache_control) : undefined;
	return own ?? lifetimeIn(block.content) ?? lifetimeIn(block.source);
}

function lifetimeOf(control: { ttl?: unknown } | null | undefined): Lifetime {
	return control?.ttl === '1h' ? '1h' : '5m';
}

function lastCacheable(blocks: PromptBlock[]): number {
	return blocks.reduce((last, { content }, index) => {
		const isEmpty = content.type === 'text' && content.text === '';
		const isThinking = content.type === 'thinking' || content.type === 'redacted_thinking';
		return isEmpty || isThinking ? last : index;
	}, -1);
}
