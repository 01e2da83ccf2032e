import { invalidInput } from '../../shared/errors/failure';
import type { Block, Turn } from './body';
import { modelRules } from '../../shared/modelTable';

/** What becomes of a prefill that the model refuses. */
export type PrefillFallback = 'fail' | 'instruct';

/** How the start of the answer is given, and what the output has to put in front of it. */
export interface PrefilledTurns {
	/** The turns as they are sent. */
	turns: Turn[];
	/** The turns without the prefill, for Include Conversation. */
	conversation: Turn[];
	/** The prefill with its end trimmed, empty when there is none. */
	prefill: string;
	/** Whether the API continues it, or the model was asked for it in words. */
	way: 'continued' | 'instructed';
}

/** What an answer is put together with; a request needs the turns as well. */
export type SettledPrefill = Omit<PrefilledTurns, 'turns'>;

/**
 * Settles the start of Claude's answer. A text of the assistant at the end of the turns is a prefill
 * too. Its end is trimmed, because the API refuses trailing whitespace there.
 *
 * @throws Failure when there are two prefills, or the model is known to refuse one
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

/** Blank words of the assistant at the end are no start of an answer, and the API takes none. */
function withoutBlankEnd(turns: Turn[]): Turn[] {
	const last = turns.at(-1);
	const isBlank = last?.role === 'assistant' && textOf(last)?.trim() === '';
	return isBlank ? withoutBlankEnd(turns.slice(0, -1)) : turns;
}

/** The joined texts of a turn that consists of nothing else; undefined for any other turn. */
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

/** Models without prefill follow an instruction at the end of the user's last turn. */
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
