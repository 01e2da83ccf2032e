import type { Block } from '../types';
import type { Passage } from './proof';

/** So many characters of the passages as blocks: what cites stands alone, the rest together. */
export function textBlocks(passages: readonly Passage[], length: number): Block[] {
	const blocks: Block[] = [];
	let left = length;
	for (const { text: whole, citation } of passages) {
		const text = whole.slice(0, left);
		left -= text.length;
		if (text === '') continue;
		const last = blocks[blocks.length - 1];
		if (citation !== undefined) blocks.push({ type: 'text', text, citations: [citation] });
		else if (last?.type === 'text' && last.citations === null) last.text += text;
		else blocks.push({ type: 'text', text, citations: null });
	}
	return blocks;
}
