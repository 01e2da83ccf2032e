import type Anthropic from '@anthropic-ai/sdk';
import type { INodeParameters } from 'n8n-workflow';
import { block, fields, file, model, picture, type Row, SONNET, text } from './row';

const hello = { role: 'user' as const, content: 'Hello' };
const OLD = { edits: [{ type: 'clear_tool_uses_20250919' as const }] };

/** One option beside the same field of the SDK. */
function alone(
	name: string,
	options: INodeParameters,
	sdk: Partial<Row['sdk']>,
	more: Partial<Row> = {},
): Row {
	return {
		name: `the option ${name} alone`,
		node: { ...fields(text('Hello')), options },
		sdk: { messages: [hello], ...sdk },
		...more,
	};
}

/** An object for Extra Body beside what becomes of the request. */
function extra(name: string, body: object, sdk: Partial<Row['sdk']>, node = {}): Row {
	return {
		name: `Extra Body ${name}`,
		node: {
			...fields(text('Hello')),
			...node,
			options: { extraBody: JSON.stringify(body), ...options(node) },
		},
		sdk: { messages: [hello], ...sdk },
	};
}

const options = (node: { options?: INodeParameters }): INodeParameters => node.options ?? {};
const schema = { type: 'object', properties: {}, additionalProperties: false };
const tool = { name: 'look_up', input_schema: { type: 'object' as const } };
const CHOICES: Anthropic.ToolChoice[] = [
	{ type: 'auto', disable_parallel_tool_use: true },
	{ type: 'any', disable_parallel_tool_use: true },
	{ type: 'tool', name: 'look_up', disable_parallel_tool_use: true },
	{ type: 'none' },
];

export const OPTIONS: Row[] = [
	alone(
		'Stop Sequences',
		{ stopSequences: ['END', '\n\n###'] },
		{ stop_sequences: ['END', '\n\n###'] },
	),
	alone(
		'Stop Sequences by expression',
		{ stopSequences: '={{ ["a", "b"] }}' },
		{ stop_sequences: ['a', 'b'] },
	),
	alone(
		'Stop Sequences with empty rows',
		{ stopSequences: ['', 'END', ''] },
		{ stop_sequences: ['END'] },
	),
	alone('Stop Sequences without rows', { stopSequences: [] }, {}),
	alone('Temperature', { temperature: 0.2 }, { temperature: 0.2 }),
	alone('Temperature of 0', { temperature: 0 }, { temperature: 0 }),
	alone('Top K', { topK: 5 }, { top_k: 5 }),
	alone('Top P', { topP: 0.9 }, { top_p: 0.9 }),
	alone('User ID', { userId: ' user-7 ' }, { metadata: { user_id: 'user-7' } }),
	alone('User ID when it is blank', { userId: ' ' }, {}),
	alone('API Version', { apiVersion: '2026-10-21' }, {}, { version: '2026-10-21' }),
	alone(
		'Beta Features',
		{ betas: ['interleaved-thinking-2025-05-14'] },
		{},
		{
			betas: ['interleaved-thinking-2025-05-14'],
		},
	),
	alone(
		'Beta Features with several names, one row with two, and one name twice',
		{
			betas: [
				'interleaved-thinking-2025-05-14, context-management-2025-06-27',
				' interleaved-thinking-2025-05-14',
			],
		},
		{},
		{ betas: ['interleaved-thinking-2025-05-14', 'context-management-2025-06-27'] },
	),
	...[
		{ timeout: 30 },
		{ failOnRefusal: false },
		{ failOnTruncation: true },
		{ includeConversation: true },
		{ includeInput: true },
		{ includePrefill: false },
		{ prefillFallback: 'instruct' },
	].map((option) => alone(`${Object.keys(option).join()}, which is not for the API,`, option, {})),
	extra(
		'with a field that the panel lacks',
		{ service_tier: 'standard_only' },
		{
			service_tier: 'standard_only',
		},
	),
	extra('with nothing in it', {}, {}),
	extra('replaces the model', { model: SONNET }, { model: SONNET }),
	extra('replaces the limit', { max_tokens: 7 }, { max_tokens: 7 }, { maxTokens: 100 }),
	extra(
		'replaces the messages as a whole',
		{ messages: [{ role: 'user', content: [block('Other')] }] },
		{ messages: [{ role: 'user', content: [block('Other')] }] },
	),
	extra(
		'replaces the metadata as a whole',
		{ metadata: { user_id: null } },
		{ metadata: { user_id: null } },
		{ options: { userId: 'user-7' } },
	),
	extra(
		'replaces the system prompt by blocks',
		{ system: [{ ...block('Be kind.'), cache_control: { type: 'ephemeral', ttl: '1h' } }] },
		{ system: [{ ...block('Be kind.'), cache_control: { type: 'ephemeral', ttl: '1h' } }] },
		{ system: 'Be brief.' },
	),
	extra(
		'replaces the options beside it',
		{ temperature: 1, stop_sequences: ['B'] },
		{ temperature: 1, stop_sequences: ['B'] },
		{
			options: { temperature: 0, stopSequences: ['A'] },
		},
	),
	extra(
		'with thinking',
		{ thinking: { type: 'enabled', budget_tokens: 1024 } },
		{ thinking: { type: 'enabled', budget_tokens: 1024 } },
	),
	extra(
		'with tools',
		{ tools: [tool], tool_choice: { type: 'tool', name: 'look_up' } },
		{ tools: [tool], tool_choice: { type: 'tool', name: 'look_up' } },
	),
	...CHOICES.map((tool_choice) =>
		extra(
			`with tool_choice ${tool_choice.type}`,
			{ tools: [tool], tool_choice },
			{ tools: [tool], tool_choice },
		),
	),
	extra(
		'with a schema for the answer',
		{ output_config: { format: { type: 'json_schema', schema } } },
		{ output_config: { format: { type: 'json_schema', schema } } },
	),
	{
		name: 'Extra Body as an object by expression',
		node: {
			...fields(text('Hello')),
			...model(SONNET),
			options: { extraBody: '={{ ({ inference_geo: $json.geo }) }}' },
		},
		json: { geo: 'us' },
		sdk: { model: SONNET, messages: [hello], inference_geo: 'us' },
	},
	{
		name: 'Extra Body with messages that have a file of the item, and a prefill',
		node: {
			...fields(text('Hello')),
			prefill: '(',
			options: {
				extraBody: JSON.stringify({
					messages: [
						{
							role: 'user',
							content: [{ type: 'image', source: { type: 'binary', field: 'data' } }],
						},
					],
				}),
			},
		},
		files: { data: file('photo.jpg') },
		sdk: {
			messages: [
				{ role: 'user', content: [picture('photo.jpg')] },
				{ role: 'assistant', content: '(' },
			],
		},
	},
	{
		name: 'a beta feature and its field',
		node: {
			...fields(text('Hello')),
			options: {
				betas: ['context-management-2025-06-27'],
				extraBody: JSON.stringify({ context_management: OLD }),
			},
		},
		sdk: { messages: [hello] },
		betas: ['context-management-2025-06-27'],
		beta: { context_management: OLD },
	},
	{
		name: 'fallbacks, which are a beta feature too',
		node: {
			...fields(text('Hello')),
			...model(SONNET),
			options: {
				betas: 'server-side-fallback-2026-07-01',
				extraBody: '{"fallbacks":[{"model":"claude-sonnet-5"}]}',
			},
		},
		sdk: { model: SONNET, messages: [hello] },
		betas: ['server-side-fallback-2026-07-01'],
		beta: { fallbacks: [{ model: 'claude-sonnet-5' }] },
	},
	{
		name: 'all options together',
		node: {
			...fields(text('Hello')),
			system: 'Be brief.',
			maxTokens: 50,
			prefill: 'Hi ',
			simplify: false,
			options: {
				apiVersion: '2023-06-01',
				betas: ['interleaved-thinking-2025-05-14'],
				extraBody: '{ "service_tier": "auto" }',
				failOnRefusal: false,
				failOnTruncation: false,
				includeConversation: true,
				includeInput: true,
				includePrefill: false,
				prefillFallback: 'instruct',
				stopSequences: ['END'],
				temperature: 0.5,
				timeout: 30,
				topK: 10,
				userId: 'user-7',
			},
		},
		sdk: {
			system: 'Be brief.',
			max_tokens: 50,
			messages: [hello, { role: 'assistant', content: 'Hi' }],
			stop_sequences: ['END'],
			temperature: 0.5,
			top_k: 10,
			metadata: { user_id: 'user-7' },
			service_tier: 'auto',
		},
		betas: ['interleaved-thinking-2025-05-14'],
	},
];
