import type Anthropic from '@anthropic-ai/sdk';
import type { IDataObject } from 'n8n-workflow';
import { fixture } from '../../fixtures/files';
import { TEXT } from './message';

type Block = Anthropic.ContentBlock;
type Type = Block['type'];

const caller = { type: 'direct' } as const;

/** One of every block of an answer: a new one of the SDK does not compile without. */
export const BLOCKS = {
	text: TEXT,
	thinking: { type: 'thinking', thinking: 'What are ants? 🐜', signature: 'c2lnbmF0dXJl' },
	redacted_thinking: { type: 'redacted_thinking', data: 'cmVkYWN0ZWQ=' },
	tool_use: {
		type: 'tool_use',
		id: 'toolu_1',
		name: 'clock',
		caller,
		toolset_name: null,
		input: { zone: { name: 'Europe/Zürich', offsets: [1, -2.5, null] } },
	},
	server_tool_use: {
		type: 'server_tool_use',
		id: 'srvtoolu_1',
		name: 'web_search',
		caller,
		input: { query: 'ants' },
	},
	web_search_tool_result: {
		type: 'web_search_tool_result',
		tool_use_id: 'srvtoolu_1',
		caller,
		content: [
			{
				type: 'web_search_result',
				title: 'Ants',
				url: 'https://example.com/',
				encrypted_content: 'YW50cw==',
				page_age: '2 days',
			},
		],
	},
	web_fetch_tool_result: {
		type: 'web_fetch_tool_result',
		tool_use_id: 'srvtoolu_2',
		caller,
		content: {
			type: 'web_fetch_result',
			url: 'https://example.com/',
			retrieved_at: '2026-11-22T00:00:00Z',
			content: {
				type: 'document',
				title: 'Ants',
				citations: { enabled: true },
				source: { type: 'text', media_type: 'text/plain', data: 'Ants.' },
			},
		},
	},
	code_execution_tool_result: {
		type: 'code_execution_tool_result',
		tool_use_id: 'srvtoolu_3',
		content: {
			type: 'code_execution_result',
			stdout: '4\n',
			stderr: '',
			return_code: 0,
			content: [{ type: 'code_execution_output', file_id: 'file_1' }],
		},
	},
	bash_code_execution_tool_result: {
		type: 'bash_code_execution_tool_result',
		tool_use_id: 'srvtoolu_4',
		content: {
			type: 'bash_code_execution_result',
			stdout: '',
			stderr: 'no',
			return_code: 1,
			content: [{ type: 'bash_code_execution_output', file_id: 'file_2' }],
		},
	},
	text_editor_code_execution_tool_result: {
		type: 'text_editor_code_execution_tool_result',
		tool_use_id: 'srvtoolu_5',
		content: {
			type: 'text_editor_code_execution_view_result',
			content: 'a',
			file_type: 'text',
			num_lines: 1,
			start_line: 1,
			total_lines: 1,
		},
	},
	tool_search_tool_result: {
		type: 'tool_search_tool_result',
		tool_use_id: 'srvtoolu_6',
		content: {
			type: 'tool_search_tool_search_result',
			tool_references: [{ type: 'tool_reference', tool_name: 'clock' }],
		},
	},
	container_upload: { type: 'container_upload', file_id: 'file_3' },
} satisfies { [T in Type]: Extract<Block, { type: T }> };

/** What a simplified item has of a block beside the words of the answer; of most it has nothing. */
export const IN_THE_ITEM: Readonly<Partial<Record<Type, IDataObject>>> = {
	text: { text: 'Ants are Formicidae.Ants are Formicidae.' },
	thinking: { thinking: 'What are ants? 🐜' },
	tool_use: {
		tool_calls: [
			{
				id: 'toolu_1',
				name: 'clock',
				input: { zone: { name: 'Europe/Zürich', offsets: [1, -2.5, null] } },
			},
		],
	},
};

/** What code made, by the ID that the blocks above name. */
export const MADE = {
	file_1: { filename: 'ants.csv', mimeType: 'text/csv', bytes: Buffer.from('ant\n') },
	file_2: { filename: 'ants.png', mimeType: 'image/png', bytes: fixture('tiny.png').bytes },
};

/** The files that the item of a block comes with. */
export const FILES_OF: Readonly<Partial<Record<Type, Array<keyof typeof MADE>>>> = {
	code_execution_tool_result: ['file_1'],
	bash_code_execution_tool_result: ['file_2'],
};

const tool_use_id = 'srvtoolu_7';

/** A tool that fails, whose call is not in the answer. */
const failed = (error_code: string): IDataObject => ({
	tool_errors: [{ tool: 'unknown', tool_use_id, error_code }],
});

/** What else can stand in such a block, as when a tool fails, and what a simplified item has of it. */
export const OTHER_SHAPES: ReadonlyArray<
	readonly [name: string, block: Block, simplified: IDataObject]
> = [
	['thinking that is not shown', { type: 'thinking', thinking: '', signature: 'c2lnbmF0dXJl' }, {}],
	['an empty text', { type: 'text', text: '', citations: null }, {}],
	[
		'a tool that code calls',
		{
			type: 'server_tool_use',
			id: 'srvtoolu_8',
			name: 'web_fetch',
			input: {},
			caller: { type: 'code_execution_20260120', tool_id: tool_use_id },
		},
		{},
	],
	[
		'a search that fails',
		{
			type: 'web_search_tool_result',
			tool_use_id,
			caller,
			content: { type: 'web_search_tool_result_error', error_code: 'max_uses_exceeded' },
		},
		failed('max_uses_exceeded'),
	],
	[
		'a page that is not reached',
		{
			type: 'web_fetch_tool_result',
			tool_use_id,
			caller,
			content: { type: 'web_fetch_tool_result_error', error_code: 'url_not_accessible' },
		},
		failed('url_not_accessible'),
	],
	[
		'code whose output is encrypted',
		{
			type: 'code_execution_tool_result',
			tool_use_id,
			content: {
				type: 'encrypted_code_execution_result',
				encrypted_stdout: 'YW50cw==',
				stderr: '',
				return_code: 0,
				content: [],
			},
		},
		{},
	],
	[
		'a shell that is not there',
		{
			type: 'bash_code_execution_tool_result',
			tool_use_id,
			content: { type: 'bash_code_execution_tool_result_error', error_code: 'unavailable' },
		},
		failed('unavailable'),
	],
	[
		'a file that was changed',
		{
			type: 'text_editor_code_execution_tool_result',
			tool_use_id,
			content: {
				type: 'text_editor_code_execution_str_replace_result',
				lines: ['-a', '+b'],
				old_start: 1,
				old_lines: 1,
				new_start: 1,
				new_lines: null,
			},
		},
		{},
	],
];
