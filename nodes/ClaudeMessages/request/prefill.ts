import { invalidInput } from '../../shared/errors/failure';
import type { Block, Turn } from './body';
import { modelRules } from '../../shared/modelTable';

/** What to do with a prefill that the model rejects. */
export type PrefillFallback = 'fail' | 'instruct';

/** The turns and the prefill, and how the answer is started with it. */
export interface PrefilledTurns {
	/** The turns as they are sent. */
	turns: Turn[];
	/** The turns without the prefill, for Include Conversation. */
	conversation: Turn[];
	/** The prefill with its end trimmed, empty when there is none. */
	prefill: string;
	/** Whether the API continues the prefill, or the model is instructed to begin with it. */
	way: 'continued' | 'instructed';
}

/** What is needed to assemble an answer; only a request also needs the turns. */
export type SettledPrefill = Omit<PrefilledTurns, 'turns'>;

/**
 * Decides how to start Claude's answer. An assistant text at the end of the turns is a prefill too. Its end
 * is trimmed, because the API rejects trailing whitespace there.
 *
 * @throws Failure when there are two prefills, or the model is known to reject one
 * @see https://platform.claude.com/docs/en/build-with-claude/prompt-engineering/prefill-claudes-response
 */
export function settlePrefill(
	allTurns: Turn[],
	prefillField: string,
	model: string,
	fallback: PrefillFallback,
): PrefilledTurns {
	const typed = prefillField.trimEnd();
	const turns = withoutBlankEnd(allTurns);
	const last = turns.at(-1);
	const ending = last?.role === 'assistant' ? textOf(last) : undefined;
	if (ending !== undefined && typed !== '') throw twoPrefills();
	const prefill = ending?.trimEnd() ?? typed;
	const conversation = ending === undefined ? turns : turns.slice(0, -1);
	if (prefill === '') return { turns: conversation, conversation, prefill, way: 'continued' };
	if (modelRules(model)?.prefill === false) {
		if (fallback === 'fail') throw refusedPrefill(model);
		return { turns: instruct(conversation, prefill), conversation, prefill, way: 'instructed' };
	}
	const prefillTurn: Turn =
		last === undefined || ending === undefined
			? { role: 'assistant', content: typed }
			: { ...last, content: trimmedContent(last.content) };
	return { turns: [...conversation, prefillTurn], conversation, prefill, way: 'continued' };
}

function twoPrefills() {
	return invalidInput(
		"There are two starts for Claude's answer: 'Prefill', and an assistant message at the end of 'Messages'",
		"Keep one of them: empty 'Prefill', or remove the last message.",
	);
}

function refusedPrefill(model: string) {
	return invalidInput(
		`The model ${model} does not accept a prefill`,
		"Set the option 'Prefill Fallback' to 'Ask in Words', empty 'Prefill' and ask for the form in 'System Prompt', or choose a model that accepts one, such as claude-haiku-4-5.",
	);
}

/** Removes blank assistant turns at the end: they are not a prefill, and the API rejects them. */
function withoutBlankEnd(turns: Turn[]): Turn[] {
	const last = turns.at(-1);
	const isBlank = last?.role === 'assistant' && textOf(last)?.trim() === '';
	return isBlank ? withoutBlankEnd(turns.slice(0, -1)) : turns;
}

/** The joined texts of a turn that has only text blocks; undefined for any other turn. */
function textOf({ content }: Turn): string | undefined {
	if (typeof content === 'string') return content;
	const texts = content.map((block) => (block.type === 'text' ? block.text : undefined));
	return texts.every((text) => typeof text === 'string') ? texts.join('') : undefined;
}

function trimmedContent(content: string | Block[]): string | Block[] {
	if (typeof content === 'string') return content.trimEnd();
	const last = content.at(-1);
	if (last === undefined || typeof last.text !== 'string') return content;
	const text = last.text.trimEnd();
	const before = content.slice(0, -1);
	return text === '' ? trimmedContent(before) : [...before, { ...last, text }];
}

/** Adds an instruction at the end of the user's last turn, for models without prefill. */
function instruct(conversation: Turn[], prefill: string): Turn[] {
	const words: Block = {
		type: 'text',
		text: `Begin your answer with exactly the following text, put nothing before it, and continue from its end:\n${prefill}`,
	};
	const last = conversation.at(-1);
	if (last?.role !== 'user') return [...conversation, { role: 'user', content: [words] }];
	const content: Block[] =
		typeof last.content === 'string' ? [{ type: 'text', text: last.content }] : last.content;
	return [...conversation.slice(0, -1), { ...last, content: [...content, words] }];
}
