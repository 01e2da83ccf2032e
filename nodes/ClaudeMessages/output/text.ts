import type { ContentBlock, TextBlock } from '@anthropic-ai/sdk/resources/messages';
import type { PrefilledTurns } from '../request/prefill';

/** The blocks of text; one whose text is missing has an empty one. */
export function textBlocks(content: readonly ContentBlock[]): TextBlock[] {
	return content
		.filter((block) => block.type === 'text')
		.map((block) => {
			const text: unknown = block.text;
			return typeof text === 'string' ? block : { ...block, text: wordsOf(text) };
		});
}

/** A gateway may turn a text that looks like a number into one. */
function wordsOf(text: unknown): string {
	return typeof text === 'number' || typeof text === 'boolean' ? String(text) : '';
}

/**
 * The whole text of an answer: all text blocks, and the prefill in front where it is asked for. The API
 * continues a prefill without repeating it. A model that was asked in words usually repeats it, may leave it
 * out, and may put its whole answer between fences of code:
 *
 * - With `includePrefill` the text begins with the prefill once, however it came.
 * - Without, a repeated prefill is cut off where it is told from what follows: never within a word or number,
 *   since "12 apples" may be all of the answer behind the prefill "1". Then the answer comes whole.
 * - A fence in front of the repeated prefill is left out together with the one that closes it. Nothing else
 *   of the answer is.
 */
export function answerText(
	content: readonly ContentBlock[],
	{ prefill, way }: Pick<PrefilledTurns, 'prefill' | 'way'>,
	includePrefill: boolean,
): string {
	const written = textBlocks(content)
		.map(({ text }) => text)
		.join('');
	const rest = way === 'instructed' ? behindPrefill(written, prefill.trimStart()) : undefined;
	if (includePrefill) return prefill + (rest ?? written);
	if (rest === undefined) return written;
	return isSeam(prefill, rest) ? rest : prefill + rest;
}

/** What follows a repeated prefill; undefined where it was left out. */
function behindPrefill(written: string, prefill: string): string | undefined {
	const text = written.trimStart();
	if (text.startsWith(prefill)) return text.slice(prefill.length);
	const fence = /^```[^\n`]*\n/.exec(text)?.[0];
	if (fence === undefined) return undefined;
	const inside = text.slice(fence.length).trimStart();
	if (!inside.startsWith(prefill)) return undefined;
	return inside.slice(prefill.length).replace(CLOSING_FENCE, '');
}

/** Alone in its line; what stands behind it belongs to the answer too. */
const CLOSING_FENCE = /\r?\n```(?=[ \t]*(?:\r?\n|$))/;

/** A single word or number, which an answer may begin with by chance. */
const WORD = /^[\p{L}\p{M}\p{N}_]+$/u;

const WORD_GOES_ON = /^[\p{L}\p{M}\p{N}_]/u;

/** These are written without blanks between words. */
const WITHOUT_BLANKS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** Whether it is sure that the prefill ends where it seems to. */
function isSeam(prefill: string, rest: string): boolean {
	const start = prefill.trimStart();
	return !WORD.test(start) || WITHOUT_BLANKS.test(start) || !WORD_GOES_ON.test(rest);
}
