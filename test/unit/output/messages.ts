import type { ContentBlock, Message } from '@anthropic-ai/sdk/resources/messages';
import type { PrefilledTurns } from '../../../nodes/ClaudeMessages/request/prefill';
import { ToolNames } from '../../../nodes/ClaudeMessages/request/toolNames';
import type { LoopAnswer } from '../../../nodes/ClaudeMessages/tools/toolLoop';

export const usage: Message['usage'] = {
	input_tokens: 12,
	output_tokens: 6,
	cache_creation: null,
	cache_creation_input_tokens: null,
	cache_read_input_tokens: null,
	inference_geo: null,
	output_tokens_details: null,
	server_tool_use: null,
	service_tier: null,
	speed: null,
};

export const text = (words: string) => ({ type: 'text' as const, text: words, citations: null });

export const thinking = (words: string) => ({
	type: 'thinking' as const,
	thinking: words,
	signature: 'sig',
});

export const toolUse = {
	type: 'tool_use' as const,
	id: 'toolu_1',
	name: 'look_up',
	input: { city: 'Bonn' },
	caller: { type: 'direct' as const },
};

export const cited = {
	type: 'text' as const,
	text: 'It costs 5 €.',
	citations: [
		{
			type: 'char_location' as const,
			cited_text: 'Price: 5 €',
			document_index: 0,
			document_title: 'Price list',
			start_char_index: 0,
			end_char_index: 10,
			file_id: null,
		},
	],
};

/** An answer of the API; its fields are those of a live one. */
export function answerOf(content: ContentBlock[], more: Partial<Message> = {}): LoopAnswer {
	const message: Message = {
		id: 'msg_1',
		type: 'message',
		role: 'assistant',
		model: 'claude-haiku-4-5',
		content,
		stop_reason: 'end_turn',
		stop_sequence: null,
		stop_details: null,
		container: null,
		diagnostics: null,
		usage,
		...more,
	};
	return { message, requestId: 'req_1', calls: 1, rounds: [], last: content, steps: [] };
}

export const ask = { role: 'user', content: 'Which one?' };

/** The start of an answer as it was settled before the call. */
export function prefilledWith(
	prefill: string,
	way: PrefilledTurns['way'] = 'continued',
): PrefilledTurns {
	return { turns: [ask], conversation: [ask], prefill, way };
}

/** What an item has where no tools were used. */
export const untold = {
	names: new ToolNames([]),
	made: { binary: undefined, errors: [] },
	hide: (text: string) => text,
};
