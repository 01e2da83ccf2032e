import type Anthropic from '@anthropic-ai/sdk';

type Citation = Anthropic.TextCitation;

const cited_text = 'Ants are Formicidae.';
const document = { document_index: 0, document_title: 'Ants', file_id: null };

/** One of every place that an answer may cite: a new one of the SDK does not compile without. */
export const CITATIONS = {
	char_location: {
		type: 'char_location',
		cited_text,
		...document,
		start_char_index: 0,
		end_char_index: 20,
	},
	page_location: {
		type: 'page_location',
		cited_text,
		...document,
		start_page_number: 2,
		end_page_number: 3,
	},
	content_block_location: {
		type: 'content_block_location',
		cited_text,
		...document,
		start_block_index: 0,
		end_block_index: 1,
	},
	web_search_result_location: {
		type: 'web_search_result_location',
		cited_text,
		encrypted_index: 'YW50cw==',
		title: 'Ants',
		url: 'https://example.com/',
	},
	search_result_location: {
		type: 'search_result_location',
		cited_text,
		search_result_index: 0,
		title: 'Ants',
		source: 'https://example.com/',
		start_block_index: 0,
		end_block_index: 1,
	},
} satisfies { [T in Citation['type']]: Extract<Citation, { type: T }> };
