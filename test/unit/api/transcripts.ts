/** Streams of the Messages API, written down event by event. */

type Data = Record<string, unknown>;

/** One event as the API writes it. */
export function event(data: Data & { type: string }): string {
	return `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;
}

const usage = { input_tokens: 12, output_tokens: 1, cache_read_input_tokens: null };

const start = (more: Data = {}) =>
	event({
		type: 'message_start',
		message: {
			...{ id: 'msg_1', type: 'message', role: 'assistant', model: 'claude-sonnet-5-5' },
			...{ content: [], stop_reason: null, stop_sequence: null, stop_details: null },
			usage,
			...more,
		},
	});
const open = (index: number, content_block: Data) =>
	event({ type: 'content_block_start', index, content_block });
const delta = (index: number, change: Data) =>
	event({ type: 'content_block_delta', index, delta: change });
const close = (index: number) => event({ type: 'content_block_stop', index });
const end = (change: Data = {}, more: Data = {}) =>
	event({
		type: 'message_delta',
		delta: { stop_reason: 'end_turn', stop_sequence: null, stop_details: null, ...change },
		usage: { output_tokens: 7, ...more },
	}) + event({ type: 'message_stop' });

const words = (index: number, ...texts: string[]) =>
	open(index, { type: 'text', text: '', citations: null }) +
	texts.map((text) => delta(index, { type: 'text_delta', text })).join('') +
	close(index);
const tool = (index: number, block: Data, ...json: string[]) =>
	open(index, { input: {}, ...block }) +
	json.map((partial_json) => delta(index, { type: 'input_json_delta', partial_json })).join('') +
	close(index);
const PING = 'event: ping\ndata: {"type": "ping"}\n\n';

const text = start() + words(0, 'Hel', 'lo') + end();

export const TRANSCRIPTS: Array<[name: string, stream: string]> = [
	['a text', text],
	['letters of several bytes', start() + words(0, 'Grüße ', '☀️ 日本', '語 𝒳') + end()],
	['several blocks', start() + words(0, 'One. ') + words(1, 'Two.') + end()],
	['no content at all', start() + end()],
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
		start() +
			tool(
				0,
				{ type: 'tool_use', id: 'toolu_1', name: 'weather' },
				'',
				'{"place": "Ki',
				'el", "days": [1, 2',
				', 3], "exact": true}',
			) +
			end({ stop_reason: 'tool_use' }),
	],
	[
		'a tool without input',
		start() +
			tool(0, { type: 'tool_use', id: 'toolu_1', name: 'now' }, '') +
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
		'citations',
		start() +
			open(0, { type: 'text', text: '', citations: [] }) +
			delta(0, { type: 'text_delta', text: '649 EUR' }) +
			delta(0, {
				type: 'citations_delta',
				citation: { type: 'page_location', cited_text: '649', document_index: 0 },
			}) +
			delta(0, {
				type: 'citations_delta',
				citation: { type: 'char_location', cited_text: 'EUR', document_index: 1 },
			}) +
			close(0) +
			end(),
	],
	['pings everywhere', PING + text.replaceAll('\n\n', `\n\n${PING}`)],
	[
		'events and deltas of the future',
		text
			.replace(close(0), delta(0, { type: 'hologram_delta', depth: 3 }) + close(0))
			.replace(
				'event: message_delta',
				'event: weather\ndata: {"type":"weather"}\n\nevent: message_delta',
			),
	],
	[
		'usage that grows',
		start() +
			words(0, 'Hi') +
			event({
				type: 'message_delta',
				delta: { stop_reason: null, stop_sequence: null },
				usage: { output_tokens: 3, input_tokens: 20, cache_creation_input_tokens: 5 },
			}) +
			end(
				{},
				{
					...{ input_tokens: 21, cache_creation_input_tokens: 6, cache_read_input_tokens: 4 },
					output_tokens_details: { thinking_tokens: 2 },
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
			end({
				...{ stop_reason: 'stop_sequence', stop_sequence: 'END' },
				container: { id: 'container_1', expires_at: '2026-12-01T00:00:00Z' },
			}),
	],
	['lines that end in CRLF', text.replaceAll('\n', '\r\n')],
	['lines that end in CR', text.replaceAll('\n', '\r')],
	['remarks and a byte order mark', `\ufeff: hello\n${text.replaceAll('\n\n', '\n: more\n\n')}`],
	['no blank behind the colon', text.replaceAll('data: ', 'data:').replaceAll('event: ', 'event:')],
];
