import type Anthropic from '@anthropic-ai/sdk';

const caller = { type: 'direct' } as const;

const text = (words: string): Anthropic.TextBlock => ({
	type: 'text',
	text: words,
	citations: null,
});

/** One of every block of an answer. */
export const RESPONSE_BLOCKS: readonly Anthropic.ContentBlock[] = [
	text('Ants are Formicidae.'),
	{ type: 'thinking', thinking: 'What are ants? 🐜', signature: 'c2lnbmF0dXJl' },
	{ type: 'redacted_thinking', data: 'cmVkYWN0ZWQ=' },
	{
		...{ type: 'tool_use', id: 'toolu_1', name: 'clock', caller, toolset_name: null },
		input: { zone: { name: 'Europe/Zürich', offsets: [1, -2.5, null] } },
	},
	{
		...{ type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', caller },
		input: { query: 'ants' },
	},
	{
		...{ type: 'web_search_tool_result', tool_use_id: 'srvtoolu_1', caller },
		content: [
			{
				...{ type: 'web_search_result', title: 'Ants', url: 'https://example.com/' },
				...{ encrypted_content: 'YW50cw==', page_age: '2 days' },
			},
		],
	},
	{
		...{ type: 'web_fetch_tool_result', tool_use_id: 'srvtoolu_2', caller },
		content: {
			...{ type: 'web_fetch_result', url: 'https://example.com/' },
			retrieved_at: '2026-11-22T00:00:00Z',
			content: {
				...{ type: 'document', title: 'Ants', citations: { enabled: true } },
				source: { type: 'text', media_type: 'text/plain', data: 'Ants.' },
			},
		},
	},
	{
		...{ type: 'code_execution_tool_result', tool_use_id: 'srvtoolu_3' },
		content: {
			...{ type: 'code_execution_result', stdout: '4\n', stderr: '', return_code: 0 },
			content: [{ type: 'code_execution_output', file_id: 'file_1' }],
		},
	},
	{
		...{ type: 'bash_code_execution_tool_result', tool_use_id: 'srvtoolu_4' },
		content: {
			...{ type: 'bash_code_execution_result', stdout: '', stderr: 'no', return_code: 1 },
			content: [{ type: 'bash_code_execution_output', file_id: 'file_2' }],
		},
	},
	{
		...{ type: 'text_editor_code_execution_tool_result', tool_use_id: 'srvtoolu_5' },
		content: {
			...{ type: 'text_editor_code_execution_view_result', content: 'a', file_type: 'text' },
			...{ num_lines: 1, start_line: 1, total_lines: 1 },
		},
	},
	{
		...{ type: 'tool_search_tool_result', tool_use_id: 'srvtoolu_6' },
		content: {
			type: 'tool_search_tool_search_result',
			tool_references: [{ type: 'tool_reference', tool_name: 'clock' }],
		},
	},
	{ type: 'container_upload', file_id: 'file_3' },
];

const cited_text = 'Ants are Formicidae.';
const document = { document_index: 0, document_title: 'Ants', file_id: null };

/** One of every place that an answer may cite. */
export const CITATIONS: readonly Anthropic.TextCitation[] = [
	{
		...{ type: 'char_location', cited_text, ...document },
		...{ start_char_index: 0, end_char_index: 20 },
	},
	{
		...{ type: 'page_location', cited_text, ...document },
		...{ start_page_number: 2, end_page_number: 3 },
	},
	{
		...{ type: 'content_block_location', cited_text, ...document },
		...{ start_block_index: 0, end_block_index: 1 },
	},
	{
		...{ type: 'web_search_result_location', cited_text, encrypted_index: 'YW50cw==' },
		...{ title: 'Ants', url: 'https://example.com/' },
	},
	{
		...{ type: 'search_result_location', cited_text, search_result_index: 0, title: 'Ants' },
		...{ source: 'https://example.com/', start_block_index: 0, end_block_index: 1 },
	},
];

/** Every count and word of a usage, each with a value of its own. */
export const USAGE: Anthropic.Usage = {
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
};
