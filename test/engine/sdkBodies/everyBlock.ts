import type Anthropic from '@anthropic-ai/sdk';
import { serverToolTurn } from './everyServerTool';
import { block, json, type Params, pdf, picture, type Row, textFile } from './row';

type Type = Anthropic.ContentBlockParam['type'];

/** A conversation that the API takes, with one block in it that has every field. */
type Talk = Pick<Params, 'messages' | 'tools'>;

const cache_control = { type: 'ephemeral', ttl: '5m' } as const;
const caller = { type: 'direct' } as const;
const citations = { enabled: true };
const file_id = 'file_011CNha8iCJcU1wXNR6q4V8w';

const says = (...content: Anthropic.ContentBlockParam[]): Talk => ({
	messages: [{ role: 'user', content: [...content, block('What is it?')] }],
});
const said = (...content: Anthropic.ContentBlockParam[]): Talk => ({
	messages: [
		{ role: 'user', content: 'What are ants?' },
		{ role: 'assistant', content: [...content, block('Ants are Formicidae.')] },
		{ role: 'user', content: 'And bees?' },
	],
});

const SEARCH_RESULT = {
	type: 'search_result',
	source: 'https://example.com/ants',
	title: 'Ants',
	content: [block('Ants are Formicidae.')],
	citations,
	cache_control,
} satisfies Anthropic.SearchResultBlockParam;

/** A call of a tool of the browser, and what came of it. */
const CALLED: Talk = {
	tools: [{ type: 'browser_toolset_20260801' }],
	messages: [
		{ role: 'user', content: 'Look it up.' },
		{
			role: 'assistant',
			content: [
				{
					type: 'tool_use',
					id: 'toolu_1',
					name: 'screenshot',
					input: {},
					caller,
					toolset_name: 'browser',
					cache_control,
				},
			],
		},
		{
			role: 'user',
			content: [
				{
					type: 'tool_result',
					tool_use_id: 'toolu_1',
					is_error: false,
					toolset_name: 'browser',
					cache_control,
					content: [
						{
							type: 'browser_state',
							tabs: [{ tab_id: '1', title: 'Ants', url: 'https://example.com/', active: true }],
						},
						picture('chart.png'),
						block('A page'),
						pdf(),
						{ type: 'tool_reference', tool_name: 'navigate' },
						// All or none of the search results of a request are cited.
						SEARCH_RESULT,
					],
				},
			],
		},
	],
};

/** One conversation for each block of a request: a new block of the SDK does not compile without. */
export const TALKS: Readonly<Record<Type, Talk>> = {
	text: said({
		type: 'text',
		text: 'Ants.',
		cache_control,
		citations: [
			{
				type: 'char_location',
				cited_text: 'Ants',
				document_index: 0,
				document_title: null,
				start_char_index: 0,
				end_char_index: 4,
			},
		],
	}),
	image: says(
		{ ...picture('chart.png'), cache_control, transformations: { oversized_image: 'error' } },
		{ type: 'image', source: { type: 'url', url: 'https://example.com/a.png' } },
		{ type: 'image', source: { type: 'file', file_id } },
	),
	document: says(
		{ ...pdf(), title: 'Invoice', context: 'From May', citations, cache_control },
		{ ...textFile('Ants.'), citations },
		{
			type: 'document',
			citations,
			source: { type: 'content', content: [block('One.'), block('Two.')] },
		},
		{ type: 'document', citations, source: { type: 'url', url: 'https://example.com/a.pdf' } },
		{ type: 'document', citations, source: { type: 'file', file_id } },
	),
	search_result: says(SEARCH_RESULT),
	thinking: said({ type: 'thinking', thinking: 'Ants? 🐜', signature: 'c2lnbmF0dXJl' }),
	redacted_thinking: said({ type: 'redacted_thinking', data: 'cmVkYWN0ZWQ=' }),
	tool_use: CALLED,
	tool_result: CALLED,
	server_tool_use: said(...serverToolTurn('web_search_tool_result')),
	web_search_tool_result: said(...serverToolTurn('web_search_tool_result')),
	web_fetch_tool_result: said(...serverToolTurn('web_fetch_tool_result')),
	code_execution_tool_result: said(...serverToolTurn('code_execution_tool_result')),
	bash_code_execution_tool_result: said(...serverToolTurn('bash_code_execution_tool_result')),
	text_editor_code_execution_tool_result: said(
		...serverToolTurn('text_editor_code_execution_tool_result'),
	),
	tool_search_tool_result: said(...serverToolTurn('tool_search_tool_result')),
	container_upload: says({ type: 'container_upload', file_id, cache_control }),
};

/** Every block goes as it is written, byte for byte what the SDK sends of it. */
export const EVERY_BLOCK: Row[] = Object.entries(TALKS).map(([type, { messages, tools }]) => ({
	name: `the block ${type} in Messages (JSON)`,
	node: {
		...json(JSON.stringify(messages)),
		options: tools === undefined ? {} : { extraBody: JSON.stringify({ tools }) },
	},
	sdk: { messages, ...(tools === undefined ? {} : { tools }) },
}));
