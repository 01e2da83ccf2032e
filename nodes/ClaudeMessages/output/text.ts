import type { ContentBlock, TextBlock } from '@anthropic-ai/sdk/resources/messages';
import type { PrefilledTurns } from '../request/prefill';

/** The text blocks; a missing text becomes an empty one. */
export function textBlocks(content: readonly ContentBlock[]): TextBlock[] {
	return content
		.filter((block) => block.type === 'text')
		.map((block) => {
			const text: unknown = block.text;
			return typeof text === 'string' ? block : { ...block, text: wordsOf(text) };
		});
}

function textIn(content: readonly ContentBlock[]): string {
	let text = '';
	for (const block of content) {
		if (block.type === 'text') text += wordsOf(block.text);
	}
	return text;
}

/** A gateway may turn a text that looks like a number or boolean into one. */
function wordsOf(text: unknown): string {
	if (typeof text === 'string') return text;
	return typeof text === 'number' || typeof text === 'boolean' ? String(text) : '';
}

/**
 * The whole text of an answer: all text blocks, preceded by the prefill where requested. The API continues a
 * prefill without repeating it. A model that was instructed usually repeats it, may leave it out, and may
 * wrap its whole answer in a code fence:
 *
 * - With `includePrefill` the text begins with the prefill exactly once.
 * - Without, a repeated prefill is removed only where its end is unambiguous: never within a word or number,
 *   since "12 apples" may be the whole answer after the prefill "1". Otherwise the whole answer is returned.
 * - A fence before the repeated prefill is removed together with its closing fence. Nothing else of the
 *   answer is.
 */
export function answerText(
	content: readonly ContentBlock[],
	{ prefill, way }: Pick<PrefilledTurns, 'prefill' | 'way'>,
	includePrefill: boolean,
): string {
	const written = textIn(content);
	const rest = way === 'instructed' ? behindPrefill(written, prefill.trimStart()) : undefined;
	if (includePrefill) return prefill + (rest ?? written);
	if (rest === undefined) return written;
	return isSeam(prefill, rest) ? rest : prefill + rest;
}

/** The text after a repeated prefill; undefined where it was not repeated. */
function behindPrefill(written: string, prefill: string): string | undefined {
	const text = written.trimStart();
	if (text.startsWith(prefill)) return text.slice(prefill.length);
	const fence = /^```[^\n`]*\n/.exec(text)?.[0];
	if (fence === undefined) return undefined;
	const inside = text.slice(fence.length).trimStart();
	if (!inside.startsWith(prefill)) return undefined;
	return inside.slice(prefill.length).replace(CLOSING_FENCE, '');
}

/** Alone in its line; text after it belongs to the answer too. */
const CLOSING_FENCE = /\r?\n```(?=[ \t]*(?:\r?\n|$))/;

/** A single word or number, which an answer may begin with by chance. */
const WORD = /^[\p{L}\p{M}\p{N}_]+$/u;

const WORD_GOES_ON = /^[\p{L}\p{M}\p{N}_]/u;

/** Scripts without blanks between words. */
const WITHOUT_BLANKS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** Whether the prefill certainly ends where it seems to. */
function isSeam(prefill: string, rest: string): boolean {
	const start = prefill.trimStart();
	return !WORD.test(start) || WITHOUT_BLANKS.test(start) || !WORD_GOES_ON.test(rest);
}
