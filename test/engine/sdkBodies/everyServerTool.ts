import type Anthropic from '@anthropic-ai/sdk';

type Result = Extract<Anthropic.ContentBlockParam, { type: `${string}_tool_result` }>;
type Use = Anthropic.ServerToolUseBlockParam;

const cache_control = { type: 'ephemeral' } as const;
const caller = { type: 'direct' } as const;
const tool_use_id = 'srvtoolu_1';

const WEB_SEARCH = {
	type: 'web_search_tool_result',
	tool_use_id,
	caller,
	cache_control,
	content: [
		{
			type: 'web_search_result',
			title: 'Ants',
			url: 'https://example.com/',
			encrypted_content: 'YW50cw==',
			page_age: '2 days',
		},
	],
} satisfies Result;

const WEB_FETCH = {
	type: 'web_fetch_tool_result',
	tool_use_id,
	caller,
	cache_control,
	content: {
		type: 'web_fetch_result',
		url: 'https://example.com/',
		retrieved_at: '2026-11-22T00:00:00Z',
		content: {
			type: 'document',
			title: 'Ants',
			source: { type: 'text', media_type: 'text/plain', data: 'Ants.' },
		},
	},
} satisfies Result;

const CODE = {
	type: 'code_execution_tool_result',
	tool_use_id,
	cache_control,
	content: {
		type: 'code_execution_result',
		stdout: '4\n',
		stderr: '',
		return_code: 0,
		content: [{ type: 'code_execution_output', file_id: 'file_1' }],
	},
} satisfies Result;

const BASH = {
	type: 'bash_code_execution_tool_result',
	tool_use_id,
	cache_control,
	content: {
		type: 'bash_code_execution_result',
		stdout: '',
		stderr: 'no',
		return_code: 1,
		content: [{ type: 'bash_code_execution_output', file_id: 'file_2' }],
	},
} satisfies Result;

const EDITOR = {
	type: 'text_editor_code_execution_tool_result',
	tool_use_id,
	cache_control,
	content: {
		type: 'text_editor_code_execution_view_result',
		content: 'a',
		file_type: 'text',
		num_lines: 1,
		start_line: 1,
		total_lines: 1,
	},
} satisfies Result;

const TOOL_SEARCH = {
	type: 'tool_search_tool_result',
	tool_use_id,
	cache_control,
	content: {
		type: 'tool_search_tool_search_result',
		tool_references: [{ type: 'tool_reference', tool_name: 'clock' }],
	},
} satisfies Result;

const TURNS: Readonly<Record<Result['type'], readonly [Use['name'], Result]>> = {
	web_search_tool_result: ['web_search', WEB_SEARCH],
	web_fetch_tool_result: ['web_fetch', WEB_FETCH],
	code_execution_tool_result: ['code_execution', CODE],
	bash_code_execution_tool_result: ['bash_code_execution', BASH],
	text_editor_code_execution_tool_result: ['text_editor_code_execution', EDITOR],
	tool_search_tool_result: ['tool_search_tool_bm25', TOOL_SEARCH],
};

/** The use of a server's tool and its result, as they stand in one turn of Claude. */
export function serverToolTurn(type: Result['type']): [Use, Result] {
	const [name, result] = TURNS[type];
	const input = { query: 'ants', deep: [null, 1.5] };
	return [{ type: 'server_tool_use', id: tool_use_id, name, input, caller, cache_control }, result];
}
