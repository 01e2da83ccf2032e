import { invalidInput } from '../errors/failure';
import type { Part } from '../panel/readMessages';
import type { Block, Turn } from './body';

/**
 * Neighbouring parts of one role become one turn, in their order. A text that is alone in its turn is
 * sent as a plain string, as in Anthropic's guide.
 *
 * @see https://platform.claude.com/docs/en/build-with-claude/working-with-messages
 */
export function mergeParts(parts: readonly Part[]): Turn[] {
	const turns: Array<{ role: string; content: Block[] }> = [];
	for (const { role, block } of parts) {
		const last = turns.at(-1);
		if (last?.role === role) last.content.push(block);
		else turns.push({ role, content: [block] });
	}
	return turns.map(({ role, content }) => {
		const text = content.length === 1 && content[0]?.type === 'text' ? content[0].text : undefined;
		return { role, content: typeof text === 'string' ? text : content };
	});
}

/** @throws Failure when there is nothing to ask, or the conversation does not begin with the user */
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
