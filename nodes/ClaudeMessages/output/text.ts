import type { ContentBlock, TextBlock } from '@anthropic-ai/sdk/resources/messages';
import type { PrefilledTurns } from '../request/prefill';

export function textBlocks(content: readonly ContentBlock[]): TextBlock[] {
	return content.filter((block) => block.type === 'text');
}

/**
 * The whole text of an answer: all text blocks, and the prefill in front where it is asked for. The API
 * continues a prefill without repeating it; a model that was asked in words usually repeats it, and may
 * leave it out.
 */
export function answerText(
	content: readonly ContentBlock[],
	{ prefill, way }: Pick<PrefilledTurns, 'prefill' | 'way'>,
	includePrefill: boolean,
): string {
	const written = textBlocks(content)
		.map(({ text }) => text)
		.join('');
	const continuation =
		way === 'instructed' && written.trimStart().startsWith(prefill.trimStart())
			? written.trimStart().slice(prefill.trimStart().length)
			: written;
	return includePrefill ? prefill + continuation : continuation;
}
