import type Anthropic from '@anthropic-ai/sdk';

/** Every count and word of a usage, each with a value of its own. */
export const USAGE = {
	input_tokens: 20,
	cache_creation_input_tokens: 5,
	cache_read_input_tokens: 7,
	cache_creation: { ephemeral_5m_input_tokens: 3, ephemeral_1h_input_tokens: 2 },
	output_tokens: 60,
	output_tokens_details: { thinking_tokens: 9 },
	server_tool_use: { web_search_requests: 1, web_fetch_requests: 4 },
	service_tier: 'priority',
	inference_geo: 'us',
	speed: 'fast',
} satisfies Anthropic.Usage;

/** A usage with nothing in it that may be missing. */
export const BARE_USAGE = {
	input_tokens: 20,
	output_tokens: 60,
	cache_creation_input_tokens: null,
	cache_read_input_tokens: null,
	cache_creation: null,
	output_tokens_details: null,
	server_tool_use: null,
	service_tier: null,
	inference_geo: null,
	speed: null,
} satisfies Anthropic.Usage;

export const TEXT = {
	type: 'text',
	text: 'Ants are Formicidae.',
	citations: null,
} satisfies Anthropic.TextBlock;

/** A whole message of the API, with these fields of its own. */
export function messageWith(own: Partial<Anthropic.Message>): Anthropic.Message {
	return {
		id: 'msg_1',
		type: 'message',
		role: 'assistant',
		model: 'claude-haiku-4-5',
		container: null,
		content: [TEXT],
		diagnostics: null,
		usage: USAGE,
		stop_details: null,
		stop_reason: 'end_turn',
		stop_sequence: null,
		...own,
	};
}

/** Every field of a message with something in it. */
export const WHOLE = {
	id: 'msg_2',
	type: 'message',
	role: 'assistant',
	model: 'claude-opus-5',
	container: {
		id: 'container_1',
		expires_at: '2026-11-23T00:00:00Z',
		skills: [{ type: 'anthropic', skill_id: 'xlsx', version: 'latest' }],
	},
	content: [TEXT],
	diagnostics: { cache_miss_reason: { type: 'tools_changed', cache_missed_input_tokens: 7 } },
	stop_details: { type: 'refusal', category: 'cyber', explanation: 'No malware' },
	stop_reason: 'refusal',
	stop_sequence: 'END',
	usage: USAGE,
} satisfies Anthropic.Message;
