import type Anthropic from '@anthropic-ai/sdk';
import type { Block } from '../types';
import { pieces } from './pieces';
import type { StreamEvent } from './streamEvent';

type Delta = Anthropic.RawContentBlockDelta;

/** `content_block_start`, the deltas and `content_block_stop` of one block. */
export function blockEvents(block: Block, index: number): StreamEvent[] {
	const { start, deltas } = unfold(block);
	return [
		{ type: 'content_block_start', index, content_block: start },
		...deltas.map((delta) => ({ type: 'content_block_delta' as const, index, delta })),
		{ type: 'content_block_stop', index },
	];
}

/** A block as it begins, and what makes it whole. */
function unfold(block: Block): { start: Block; deltas: Delta[] } {
	switch (block.type) {
		case 'text':
			return {
				start: { ...block, text: '', citations: block.citations && [] },
				deltas: [
					...pieces(block.text).map((text): Delta => ({ type: 'text_delta', text })),
					...(block.citations ?? []).map(
						(citation): Delta => ({ type: 'citations_delta', citation }),
					),
				],
			};
		case 'thinking':
			return {
				start: { ...block, thinking: '', signature: '' },
				deltas: [
					...pieces(block.thinking).map(
						(thinking): Delta => ({ type: 'thinking_delta', thinking }),
					),
					{ type: 'signature_delta', signature: block.signature },
				],
			};
		default:
			return 'input' in block
				? { start: { ...block, input: {} }, deltas: inputDeltas(block.input) }
				: { start: block, deltas: [] };
	}
}

/** Fragments of JSON, the first one empty; an input without fields has no other. */
function inputDeltas(input: unknown): Delta[] {
	const json = JSON.stringify(input ?? {});
	const fragments = json === '{}' ? [] : pieces(json);
	return ['', ...fragments].map((text) => ({ type: 'input_json_delta', partial_json: text }));
}
