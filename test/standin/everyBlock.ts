import type Anthropic from '@anthropic-ai/sdk';
import type { Message } from './index';

const CITATION = {
	type: 'char_location',
	cited_text: 'Ants are Formicidae.',
	document_index: 0,
	document_title: 'Ants',
	file_id: null,
	start_char_index: 0,
	end_char_index: 20,
} satisfies Anthropic.TextCitation;

/** A message with every kind of block that can be streamed, and characters of every length. */
export const EVERYTHING: Partial<Message> = {
	content: [
		{ type: 'thinking', thinking: 'Let me see… 🐜', signature: 'c2lnbmF0dXJl' },
		{ type: 'redacted_thinking', data: 'cmVkYWN0ZWQ=' },
		{ type: 'text', text: 'Ämeisen sind 🐜🐜: 蟻.', citations: [CITATION, CITATION] },
		{
			type: 'server_tool_use',
			id: 'srvtoolu_1',
			name: 'web_search',
			input: { query: 'ants "Ameisen" 蟻' },
			caller: { type: 'direct' },
		},
		{
			type: 'web_search_tool_result',
			tool_use_id: 'srvtoolu_1',
			caller: { type: 'direct' },
			content: [
				{
					type: 'web_search_result',
					title: 'Ants',
					url: 'https://example.com/',
					encrypted_content: 'YW50cw==',
					page_age: null,
				},
			],
		},
		{ type: 'text', text: '', citations: null },
		{
			type: 'tool_use',
			id: 'toolu_1',
			name: 'clock',
			input: { zone: { name: 'Europe/Zürich', offsets: [1, 2.5, -3e-7, null, true] } },
			caller: { type: 'direct' },
			toolset_name: null,
		},
		{
			type: 'tool_use',
			id: 'toolu_2',
			name: 'bell',
			input: {},
			caller: { type: 'direct' },
			toolset_name: null,
		},
	],
	stop_reason: 'tool_use',
	container: { id: 'container_1', expires_at: '2026-11-23T00:00:00Z', skills: null },
	usage: {
		input_tokens: 20,
		cache_creation_input_tokens: 5,
		cache_read_input_tokens: 7,
		cache_creation: { ephemeral_5m_input_tokens: 5, ephemeral_1h_input_tokens: 0 },
		output_tokens: 60,
		output_tokens_details: { thinking_tokens: 9 },
		server_tool_use: { web_search_requests: 1, web_fetch_requests: 0 },
		service_tier: 'standard',
		inference_geo: null,
		speed: 'standard',
	},
};
