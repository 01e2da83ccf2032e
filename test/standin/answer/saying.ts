import type { Message } from '../types';

/** An answer of one text. */
export function saying(text: string): Partial<Message> {
	return {
		content: [{ type: 'text', text, citations: null }],
		stop_reason: 'end_turn',
		stop_sequence: null,
	};
}
