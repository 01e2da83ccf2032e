import { CHARACTERS_PER_TOKEN } from '../facts/tokenCount';
import type { MessageRequest } from '../rules/messageRequest';
import { thinks } from '../rules/thinkingRules';
import type { Message } from '../types';

const THOUGHT = 'I will tell what arrived.';
const THOUGHT_TOKENS = Math.ceil(THOUGHT.length / CHARACTERS_PER_TOKEN);

export interface Thinking {
	blocks: Message['content'];
	/** Billed whether the words are shown or not. */
	tokens: number;
}

/** What comes before the answer, as far as `max_tokens` lets it. */
export function thinkingFor(request: MessageRequest): Thinking {
	const { body, model } = request;
	if (!thinks(body, model) || body.max_tokens === 0) return { blocks: [], tokens: 0 };
	const thinking = isShown(request) ? THOUGHT : '';
	return {
		blocks: [{ type: 'thinking', thinking, signature: 'c3RhbmQtaW4=' }],
		tokens: Math.min(THOUGHT_TOKENS, body.max_tokens),
	};
}

/** Models up to 4.6 show their thinking unless told otherwise, the later ones do not. */
function isShown({ body: { thinking }, model }: MessageRequest): boolean {
	const display = thinking !== undefined && 'display' in thinking ? thinking.display : undefined;
	return display ? display === 'summarized' : model.rules.sampling;
}
