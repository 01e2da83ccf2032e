import { TRANSCRIPTS } from '../../unit/shared/api/transcripts';

/** Streams as the API and gateways send them. */
export const STREAMS = TRANSCRIPTS.map(([, stream]) => stream);

const usage = { input_tokens: 9, output_tokens: 4, server_tool_use: { web_search_requests: 1 } };

const message = (content: unknown[]) => ({
	id: 'msg_1',
	type: 'message',
	role: 'assistant',
	model: 'claude-sonnet-5-5',
	content,
	stop_reason: 'end_turn',
	stop_sequence: null,
	usage,
});

/** Answers whose blocks hold all that the item is made of. */
export const ANSWERS = [
	message([
		{ type: 'thinking', thinking: 'Hm.', signature: 'c2ln' },
		{
			type: 'text',
			text: '{"name":"Ada","born":1815}',
			citations: [
				{ type: 'char_location', cited_text: 'Ada', document_index: 0, document_title: null },
			],
		},
		{ type: 'tool_use', id: 'toolu_1', name: 'look_up', input: { city: 'Bonn' } },
	]),
	message([
		{ type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: { query: 'ants' } },
		{
			type: 'web_search_tool_result',
			tool_use_id: 'srvtoolu_1',
			content: [{ type: 'web_search_result', url: 'https://a.example', title: 'Ants' }],
		},
		{ type: 'mcp_tool_use', id: 'mcptoolu_1', name: 'q', server_name: 'wiki', input: {} },
		{
			type: 'mcp_tool_result',
			tool_use_id: 'mcptoolu_1',
			is_error: true,
			content: [{ type: 'text', text: 'No' }],
		},
		{
			type: 'code_execution_tool_result',
			tool_use_id: 'srvtoolu_2',
			content: {
				type: 'code_execution_result',
				stdout: '',
				stderr: '',
				return_code: 0,
				content: [{ type: 'code_execution_output', file_id: 'file_1' }],
			},
		},
		{ type: 'text', text: 'Six legs.' },
	]),
].map((answer) => JSON.stringify(answer));

/** Reasons as APIs, clouds, gateways and proxies give them. */
export const REFUSALS = [
	'{"type":"error","error":{"type":"overloaded_error","message":"Overloaded","details":{"error_code":"x"}},"request_id":"req_1"}',
	'{"error":{"message":"No","code":400,"metadata":{"raw":"{\\"error\\":\\"deep\\"}"}}}',
	'{"detail":[{"loc":["body","max_tokens"],"msg":"field required","type":"value_error"}]}',
	'{"__type":"com.amazonaws#ThrottlingException","message":"Rate exceeded"}',
	'{"errors":{"field":["is missing","is bad"]},"title":"Bad"}',
	'<!DOCTYPE html><html><head><title>502 Bad Gateway</title><style>x{}</style></head><body><h1>Bad &amp; &#x47;</h1></body></html>',
	'<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message><![CDATA[No]]></Message></Error>',
	'upstream connect error or disconnect/reset before headers',
	'event: error\ndata: {"type":"error","error":{"type":"api_error","message":"x"}}\n\n',
];

/** A batch's results, a result a line. */
export const RESULTS = [
	['succeeded', 'errored', 'expired', 'canceled']
		.map((type, index) =>
			JSON.stringify({
				custom_id: `${index}-a`,
				result: {
					type,
					message: message([{ type: 'text', text: 'Hi' }]),
					error: { type: 'error', error: { type: 'invalid_request_error', message: 'No' } },
				},
			}),
		)
		.join('\n'),
];

const batch = {
	id: 'msgbatch_1',
	type: 'message_batch',
	processing_status: 'ended',
	request_counts: { processing: 0, succeeded: 1, errored: 0, canceled: 0, expired: 0 },
	created_at: '2026-11-25T00:00:00Z',
	ended_at: '2026-11-25T01:00:00Z',
};

/** Pages of batches, files and models, and entries by themselves. */
export const LISTS = [
	{ data: [batch], has_more: true, first_id: 'msgbatch_1', last_id: 'msgbatch_1' },
	{ data: [{ id: 'file_1', filename: 'a.txt', size_bytes: 3 }], next_page: 'abc' },
	{
		data: [
			{
				id: 'claude-sonnet-5-5',
				display_name: 'Sonnet',
				created_at: '2026-01-01T00:00:00Z',
				lifecycle: 'deprecated',
				retires_at: '2027-01-01T00:00:00Z',
				max_tokens: 64000,
				capabilities: { thinking: { supported: true } },
			},
		],
		has_more: false,
	},
	batch,
].map((list) => JSON.stringify(list));

/** What the trigger keeps with the workflow. */
export const MEMORIES = [
	JSON.stringify({ batches: { since: '2026-11-25T00:00:00.000Z', reported: ['msgbatch_1'] } }),
	JSON.stringify({
		batches: {
			since: '2026-11-25T00:00:00.000Z',
			reported: { msgbatch_1: '2026-11-25T00:00:00.000Z' },
			open: { msgbatch_2: '2026-11-25T00:00:00.000Z' },
			unread: [{ batch: { id: 'msgbatch_3' }, created: '2026-11-24T00:00:00.000Z' }],
			credential: 'aB-_',
		},
	}),
];

/** Fields of the panel that hold JSON. */
export const PANEL = [
	'[{"role":"user","content":"Hello"},{"role":"assistant","content":[{"type":"text","text":"Hi"}]}]',
	'[{"role":"user","content":[{"type":"image","source":{"type":"binary","field":"data"}},{"type":"tool_result","tool_use_id":"t","content":[{"type":"document","source":{"type":"content","content":[]}}]}]}]',
	'{"service_tier":"standard_only","messages":[{"role":"user","content":"x"}],"max_tokens":5}',
	'{"type":"object","properties":{"name":{"type":["string","null"],"pattern":"^a+$","minLength":1},"list":{"type":"array","items":{"$ref":"#/$defs/x"},"minItems":1}},"required":["name"],"$defs":{"x":{"type":"number","enum":[1,2]}},"anyOf":[{"type":"object"}]}',
	'{"name":"Ada","tags":["a"],"rows":[{"a":1},{"a":null,"b":"x"}]}',
	'{"webSearch":{"maxUses":3,"allowedDomains":"a.example, b.example","userLocation":{"city":"Bonn"}},"mcp":[{"serverUrl":"https://mcp.example/mcp","name":"wiki","allowedTools":"a"}],"custom":[{"name":"do it","schemaType":"manual","inputSchema":"{\\"type\\":\\"object\\"}","strict":true}]}',
	'[{"role":"user","type":"document","source":"url","url":"https://a.example/b.pdf","options":{"cache":true,"title":"T","citations":true}}]',
	'{"temperature":0.5,"stopSequences":["END"],"betas":"a,b","thinking":"enabled","thinkingBudget":2000,"extraBody":"{\\"a\\":1}","timeout":60}',
];

/** A value and a schema that it may fit. */
export const CHECKS = [
	'{"value":{"name":"Ada","when":"2026-01-01T00:00:00Z","list":[1,2,2]},"schema":{"type":"object","properties":{"name":{"pattern":"^(a|b)+$","maxLength":3},"when":{"format":"date-time"},"list":{"uniqueItems":true,"contains":{"type":"string"},"items":{"multipleOf":2}}},"if":{"required":["x"]},"then":false,"else":{"not":{"type":"array"}},"patternProperties":{"^n":{"type":"string"}},"additionalProperties":false,"oneOf":[{"$ref":"#/$defs/a"},true],"$defs":{"a":{"allOf":[{"$ref":"#"}]}}}}',
];

/** Headers as JSON; the status is one of them. */
export const HEADERS = [
	'{"status":429,"retry-after":"3","retry-after-ms":"100","x-should-retry":"true","date":"Mon, 30 Nov 2026 12:00:00 GMT","anthropic-ratelimit-requests-limit":"50","anthropic-ratelimit-requests-remaining":"0","anthropic-ratelimit-requests-reset":"2026-11-30T12:00:05Z","anthropic-ratelimit-tokens-limit":"1000","anthropic-ratelimit-tokens-remaining":"9","anthropic-ratelimit-tokens-reset":"x","request-id":"req_1","x-amzn-errortype":"Throttling:","content-type":"text/html","location":"https://a.example/"}',
];

/** Addresses, hosts and lists of hosts. */
export const ADDRESSES = [
	'{"baseUrl":"https://me:pass%20word@gate.example/v1/","allowedHttpRequestDomains":"domains","allowedDomains":"*.example, api.anthropic.com","host":"mcp.example:8443","token":"Bearer tok3n-4711-abcd","apiKey":"sk-ant-api03-Zx81kqWn44tRbQ7","headerValue":"Basic bWU6cGFzcw==","headerName":"x"}',
];
