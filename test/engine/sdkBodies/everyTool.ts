import type Anthropic from '@anthropic-ai/sdk';
import { fields, type Row, text } from './row';

type Type = NonNullable<Anthropic.ToolUnion['type']>;

const cache_control = { type: 'ephemeral' } as const;
// Older models call these tools themselves, never from code.
const allowed_callers: ['direct'] = ['direct'];
const search = {
	name: 'web_search' as const,
	allowed_callers,
	max_uses: 2,
	allowed_domains: ['example.com'],
	user_location: { type: 'approximate' as const, city: 'Zürich', country: 'CH' },
};
const fetch = {
	name: 'web_fetch' as const,
	allowed_callers,
	max_uses: 2,
	blocked_domains: ['example.com'],
	max_content_tokens: 1000,
	citations: { enabled: true },
};

/** One of each: a new tool of the SDK does not compile without. */
export const TOOLS: Readonly<Record<Type, Anthropic.ToolUnion>> = {
	custom: {
		type: 'custom',
		name: 'look_up',
		description: 'Looks up a word',
		strict: true,
		input_schema: {
			type: 'object',
			required: ['word'],
			additionalProperties: false,
			properties: { word: { type: 'string' } },
		},
		cache_control,
		input_examples: [{ word: 'ant' }],
		eager_input_streaming: true,
	},
	bash_20250124: { type: 'bash_20250124', name: 'bash', cache_control },
	code_execution_20250522: { type: 'code_execution_20250522', name: 'code_execution' },
	code_execution_20250825: { type: 'code_execution_20250825', name: 'code_execution' },
	code_execution_20260120: { type: 'code_execution_20260120', name: 'code_execution' },
	code_execution_20260521: { type: 'code_execution_20260521', name: 'code_execution' },
	browser_toolset_20260801: { type: 'browser_toolset_20260801', cache_control },
	computer_toolset_20260801: { type: 'computer_toolset_20260801', cache_control },
	memory_20250818: { type: 'memory_20250818', name: 'memory' },
	text_editor_20250124: { type: 'text_editor_20250124', name: 'str_replace_editor' },
	text_editor_20250429: { type: 'text_editor_20250429', name: 'str_replace_based_edit_tool' },
	text_editor_20250728: {
		type: 'text_editor_20250728',
		name: 'str_replace_based_edit_tool',
		max_characters: 1000,
	},
	web_search_20250305: { type: 'web_search_20250305', ...search },
	web_search_20260209: { type: 'web_search_20260209', ...search },
	web_search_20260318: { type: 'web_search_20260318', ...search, response_inclusion: 'full' },
	web_fetch_20250910: { type: 'web_fetch_20250910', ...fetch },
	web_fetch_20260209: { type: 'web_fetch_20260209', ...fetch },
	web_fetch_20260309: { type: 'web_fetch_20260309', ...fetch, use_cache: false },
	web_fetch_20260318: { type: 'web_fetch_20260318', ...fetch, use_cache: true },
	tool_search_tool_bm25: { type: 'tool_search_tool_bm25', name: 'tool_search_tool_bm25' },
	tool_search_tool_bm25_20251119: {
		type: 'tool_search_tool_bm25_20251119',
		name: 'tool_search_tool_bm25',
	},
	tool_search_tool_regex: { type: 'tool_search_tool_regex', name: 'tool_search_tool_regex' },
	tool_search_tool_regex_20251119: {
		type: 'tool_search_tool_regex_20251119',
		name: 'tool_search_tool_regex',
	},
};

/** Every tool goes as it is written, byte for byte what the SDK sends of it. */
export const EVERY_TOOL: Row[] = Object.entries(TOOLS).map(([type, tool]) => ({
	name: `the tool ${type} in Extra Body`,
	node: {
		...fields(text('Hello')),
		options: { extraBody: JSON.stringify({ tools: [tool] }) },
	},
	sdk: { messages: [{ role: 'user', content: 'Hello' }], tools: [tool] },
}));
