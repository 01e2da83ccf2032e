import { invalidInput } from '../../shared/errors/failure';
import type { Block, Turn } from './body';
import { breakpoint, type PromptCaching } from './caching';

/** One entry of Messages: a block and its role. */
export interface Part {
	role: 'user' | 'assistant';
	block: Block;
	/** Whether it ends with a cache breakpoint. */
	cache: boolean;
}

/**
 * Merges adjacent parts of one role into one turn, in order. A text that is alone in its turn is sent as a
 * plain string, as in Anthropic's guide.
 *
 * @see https://platform.claude.com/docs/en/build-with-claude/working-with-messages
 */
export function mergeParts(parts: readonly Part[], caching: PromptCaching): Turn[] {
	const turns: Array<{ role: string; content: Block[] }> = [];
	for (const { role, block: plain, cache } of parts) {
		const block = cache ? { ...plain, cache_control: breakpoint(caching) } : plain;
		const last = turns.at(-1);
		if (last?.role === role) last.content.push(block);
		else turns.push({ role, content: [block] });
	}
	return turns.map(({ role, content }) => {
		const [first, ...others] = content;
		const alone = first?.type === 'text' && others.length === 0 && !('cache_control' in first);
		return { role, content: alone && typeof first.text === 'string' ? first.text : content };
	});
}

/** @throws Failure when there is nothing to send, or the conversation does not begin with the user */
export function checkTurns(turns: readonly Turn[]): void {
	if (turns.every(isBlank)) {
		throw invalidInput(
			"There is nothing to send: 'Messages' is empty or blank",
			"Write something into 'Messages', or check that the expression there finds a value in this item.",
		);
	}
	const [first] = turns;
	if (first !== undefined && first.role !== 'user') {
		throw invalidInput(
			`The conversation begins with the ${first.role} (message 1), but the first turn has to be the user's`,
			"Put a message with the role 'User' first in 'Messages'; for the start of Claude's answer use 'Prefill'.",
		);
	}
}

function isBlank({ content }: Turn): boolean {
	if (typeof content === 'string') return content.trim() === '';
	return content.every(
		(block) =>
			block.type === 'text' && (typeof block.text !== 'string' || block.text.trim() === ''),
	);
}
