/** Streams of the Messages API, written down event by event. */

type Data = Record<string, unknown>;

/** One event as the API writes it. */
export function event(data: Data & { type: string }): string {
	return `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;
}

const usage = { input_tokens: 12, output_tokens: 1, cache_read_input_tokens: null };

export const start = (more: Data = {}) =>
	event({
		type: 'message_start',
		message: {
			id: 'msg_1',
			type: 'message',
			role: 'assistant',
			model: 'claude-sonnet-5-5',
			content: [],
			stop_reason: null,
			stop_sequence: null,
			stop_details: null,
			usage,
			...more,
		},
	});
export const open = (index: number, content_block: Data) =>
	event({ type: 'content_block_start', index, content_block });
export const delta = (index: number, change: Data) =>
	event({ type: 'content_block_delta', index, delta: change });
export const close = (index: number) => event({ type: 'content_block_stop', index });
const change = (change: Data, counts: Data) =>
	event({ type: 'message_delta', delta: change, usage: counts });
export const stop = () => event({ type: 'message_stop' });
export const end = (more: Data = {}, counts: Data = {}) =>
	change(
		{ stop_reason: 'end_turn', stop_sequence: null, stop_details: null, ...more },
		{ output_tokens: 7, ...counts },
	) + stop();

const EMPTY_TEXT = { type: 'text', text: '', citations: null };

export const words = (index: number, ...texts: string[]) =>
	open(index, EMPTY_TEXT) +
	texts.map((text) => delta(index, { type: 'text_delta', text })).join('') +
	close(index);
export const fragments = (index: number, ...json: string[]) =>
	json.map((partial_json) => delta(index, { type: 'input_json_delta', partial_json })).join('');
export const tool = (index: number, block: Data, ...json: string[]) =>
	open(index, { input: {}, ...block }) + fragments(index, ...json) + close(index);
const TOOL = { type: 'tool_use', id: 'toolu_1', name: 'weather' };
/** An answer that is one call of a tool. */
export const calling = (...json: string[]) =>
	start() + tool(0, TOOL, ...json) + end({ stop_reason: 'tool_use' });

export const PING = 'event: ping\ndata: {"type": "ping"}\n\n';

export const TEXT = start() + words(0, 'Hel', 'lo') + end();

const CITATIONS: Data[] = [
	{
		type: 'char_location',
		cited_text: '649',
		document_index: 0,
		document_title: null,
		start_char_index: 3,
		end_char_index: 6,
		file_id: null,
	},
	{
		type: 'page_location',
		cited_text: 'EUR',
		document_index: 1,
		document_title: 'Prices',
		start_page_number: 1,
		end_page_number: 2,
		file_id: 'file_1',
	},
	{
		type: 'content_block_location',
		cited_text: 'net',
		document_index: 2,
		document_title: null,
		start_block_index: 0,
		end_block_index: 1,
		file_id: null,
	},
	{
		type: 'search_result_location',
		cited_text: 'each',
		search_result_index: 0,
		source: 'shop',
		title: null,
		start_block_index: 0,
		end_block_index: 1,
	},
	{
		type: 'web_search_result_location',
		cited_text: 'today',
		title: 'Shop',
		url: 'https://example.com',
		encrypted_index: 'aW5kZXg=',
	},
];

export const TRANSCRIPTS: Array<[name: string, stream: string]> = [
	['a text', TEXT],
	['letters of several bytes', start() + words(0, 'Grüße ', '☀️ 日本', '語 𝒳') + end()],
	['several blocks', start() + words(0, 'One. ') + words(1, 'Two.') + end()],
	['no content at all', start() + end()],
	[
		'a text that max_tokens cuts off',
		start() + words(0, 'Hel') + end({ stop_reason: 'max_tokens' }),
	],
	['a block that is never closed', TEXT.replace(close(0), '')],
	[
		'blocks that come side by side',
		start() +
			open(0, EMPTY_TEXT) +
			open(1, { ...TOOL, input: {} }) +
			delta(0, { type: 'text_delta', text: 'Wait' }) +
			fragments(1, '{"place":') +
			delta(0, { type: 'text_delta', text: ' …' }) +
			fragments(1, '"Kiel"}') +
			close(1) +
			close(0) +
			end({ stop_reason: 'tool_use' }),
	],
	[
		'thinking with its signature',
		start() +
			open(0, { type: 'thinking', thinking: '', signature: '' }) +
			delta(0, { type: 'thinking_delta', thinking: 'Let me ' }) +
			delta(0, { type: 'thinking_delta', thinking: 'see.' }) +
			delta(0, { type: 'signature_delta', signature: 'c2lnbmF0dXJl' }) +
			close(0) +
			open(1, { type: 'redacted_thinking', data: 'c2VjcmV0' }) +
			close(1) +
			words(2, 'Four.') +
			end(),
	],
	[
		'a tool with its input in fragments',
		calling('', '{"place": "Ki', 'el", "days": [1, 2', ', 3], "exact": true}'),
	],
	[
		'a tool with an input of everything that JSON has',
		calling(
			'{"a": nul',
			'l, "b": -1.5e',
			'3, "c": "\\ud83',
			'd\\ude00 \\"\\\\',
			'n\\n", "d": [[], {}, fal',
			'se], "é": 12345678901234567890}',
		),
	],
	['a tool without input', calling('')],
	['a tool that no fragment comes for', calling()],
	[
		'two tools at once',
		start() +
			tool(0, TOOL, '{"place":"Kiel"}') +
			tool(1, { ...TOOL, id: 'toolu_2' }, '{"place":', '"Bonn"}') +
			end({ stop_reason: 'tool_use' }),
	],
	[
		'a web search with its result',
		start() +
			tool(
				0,
				{ type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search' },
				'{"query":',
				'"ants"}',
			) +
			open(1, {
				type: 'web_search_tool_result',
				tool_use_id: 'srvtoolu_1',
				content: [{ type: 'web_search_result', url: 'https://example.com', title: 'Ants' }],
			}) +
			close(1) +
			words(2, 'Ants are insects.') +
			end({}, { server_tool_use: { web_search_requests: 1, web_fetch_requests: 0 } }),
	],
	[
		'a web search that failed, in a paused turn',
		start() +
			tool(0, { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search' }, '{"query":""}') +
			open(1, {
				type: 'web_search_tool_result',
				tool_use_id: 'srvtoolu_1',
				content: { type: 'web_search_tool_result_error', error_code: 'query_too_long' },
			}) +
			close(1) +
			end({ stop_reason: 'pause_turn' }),
	],
	[
		'citations of each kind',
		start() +
			open(0, { type: 'text', text: '', citations: [] }) +
			delta(0, { type: 'text_delta', text: '649 EUR' }) +
			CITATIONS.map((citation) => delta(0, { type: 'citations_delta', citation })).join('') +
			close(0) +
			open(1, EMPTY_TEXT) +
			delta(1, { type: 'citations_delta', citation: CITATIONS[0] }) +
			close(1) +
			end(),
	],
	['pings everywhere', PING + TEXT.replaceAll('\n\n', `\n\n${PING}`)],
	[
		'events and deltas of the future',
		TEXT.replace(close(0), delta(0, { type: 'hologram_delta', depth: 3 }) + close(0)).replace(
			'event: message_delta',
			'event: weather\ndata: {"type":"weather"}\n\nevent: message_delta',
		),
	],
	[
		'blocks of the future',
		start() +
			open(0, { type: 'hologram', depth: 3, parts: [{ text: 'a' }] }) +
			delta(0, { type: 'hologram_delta', depth: 4 }) +
			delta(0, { type: 'text_delta', text: 'not mine' }) +
			close(0) +
			words(1, 'Hi') +
			end(),
	],
	[
		'deltas for blocks of another kind, and the end of one that never began',
		start() +
			words(0, 'Hi') +
			delta(0, { type: 'thinking_delta', thinking: 'hm' }) +
			delta(0, { type: 'signature_delta', signature: 'c2ln' }) +
			fragments(0, '{"a":1}') +
			close(7) +
			end(),
	],
	['events before the message', close(0) + end().replace(stop(), '') + TEXT],
	[
		'usage that grows',
		start() +
			words(0, 'Hi') +
			change(
				{ stop_reason: null, stop_sequence: null },
				{ output_tokens: 3, input_tokens: 20, cache_creation_input_tokens: 5 },
			) +
			end(
				{},
				{
					input_tokens: 21,
					cache_creation_input_tokens: 6,
					cache_read_input_tokens: 4,
					server_tool_use: { web_search_requests: 2, web_fetch_requests: 1 },
					output_tokens_details: { thinking_tokens: 2 },
				},
			),
	],
	[
		'counts that are null or zero later',
		start({ usage: { ...usage, input_tokens: 9, cache_creation_input_tokens: 5 } }) +
			change({ stop_reason: null }, { output_tokens: 3, cache_read_input_tokens: 8 }) +
			end(
				{},
				{
					input_tokens: 0,
					cache_creation_input_tokens: null,
					cache_read_input_tokens: null,
					server_tool_use: null,
					output_tokens_details: null,
					of_the_future: 4,
				},
			),
	],
	[
		'a refusal',
		start() +
			end({
				stop_reason: 'refusal',
				stop_details: { type: 'refusal', category: 'cyber', explanation: 'No.' },
			}),
	],
	[
		'a stop sequence and a container',
		start() +
			words(0, 'A') +
			change(
				{
					stop_reason: null,
					stop_sequence: null,
					container: { id: 'container_1', expires_at: '2026-12-01T00:00:00Z' },
				},
				{ output_tokens: 2 },
			) +
			end({ stop_reason: 'stop_sequence', stop_sequence: 'END', container: null }),
	],
	['lines that end in CRLF', TEXT.replaceAll('\n', '\r\n')],
	['lines that end in CR', TEXT.replaceAll('\n', '\r')],
	['lines that end in each way', TEXT.replaceAll('\n\n', '\r\n\r').replaceAll('}\n', '}\r\n')],
	['remarks and a byte order mark', `\ufeff: hello\n${TEXT.replaceAll('\n\n', '\n: more\n\n')}`],
	['no blank behind the colon', TEXT.replaceAll('data: ', 'data:').replaceAll('event: ', 'event:')],
	[
		'data in several lines',
		TEXT.replaceAll(/data: (.*)/g, (_, json: string) =>
			JSON.stringify(JSON.parse(json), undefined, 1).replaceAll(/^/gm, 'data: '),
		),
	],
	['fields of other kinds', TEXT.replaceAll('data: ', 'id: 1\nretry: 5\nnonsense\ndata: ')],
	['blank lines in between', `\n\n${TEXT.replaceAll('\n\n', '\n\n\n\n')}\n`],
	[
		'data without a name',
		`data: {"type":"message_stop"}\n\n${TEXT.replaceAll('\n\n', '\n\ndata: x\n\n')}`,
	],
];
