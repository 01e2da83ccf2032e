import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { Message } from '@anthropic-ai/sdk/resources/messages';
import { question, startTestbed, type Testbed, workflowOf } from './testbed';

let testbed: Testbed;
beforeAll(async () => (testbed = await startTestbed()));
beforeEach(() => testbed.standIn.reset());
afterAll(async () => await testbed.close());

const haiku = { model: { __rl: true, mode: 'id', value: 'claude-haiku-4-5' } };
const includeInput = { ...haiku, ...question('Hello'), options: { includeInput: true } };

/** Runs Start → First → Second, and gives what came out of Second. */
async function inARow(first: INodeParameters, second: INodeParameters) {
	const { nodes } = workflowOf({});
	const claude = (name: string, parameters: INodeParameters) =>
		nodes.slice(1).map((node) => ({ ...node, id: name, name, parameters }));
	const run = await testbed.run(
		{
			nodes: [...nodes.slice(0, 1), ...claude('First', first), ...claude('Second', second)],
			connections: {
				Start: { main: [[{ node: 'First', type: 'main', index: 0 }]] },
				First: { main: [[{ node: 'Second', type: 'main', index: 0 }]] },
			},
		},
		[{ json: { name: 'Ada' } }],
	);
	expect(run.error).toBeUndefined();
	return run.items('Second');
}

const usage: Message['usage'] = {
	input_tokens: 12,
	output_tokens: 6,
	cache_creation: null,
	inference_geo: null,
	speed: null,
	cache_creation_input_tokens: null,
	cache_read_input_tokens: null,
	service_tier: 'standard',
	output_tokens_details: null,
	server_tool_use: null,
};

/** With everything that an answer may have. */
const RICH: Partial<Message> = {
	id: 'msg_1',
	model: 'claude-haiku-4-5',
	usage,
	stop_reason: 'stop_sequence',
	stop_sequence: 'END',
	container: { id: 'container_1', expires_at: '2026-12-01T00:00:00Z', skills: null },
	content: [
		{ type: 'thinking', thinking: 'Hm.', signature: 'c2ln' },
		{
			type: 'text',
			text: 'Old.',
			citations: [
				{
					type: 'char_location',
					cited_text: '5',
					document_index: 0,
					document_title: null,
					start_char_index: 0,
					end_char_index: 1,
					file_id: null,
				},
			],
		},
		{ type: 'tool_use', id: 'toolu_1', name: 'look', input: {}, caller: { type: 'direct' } },
	],
};

const POOR: Partial<Message> = {
	id: 'msg_2',
	model: 'claude-haiku-4-5',
	usage,
	content: [{ type: 'text', text: 'New.', citations: null }],
};

const REQUEST_ID: unknown = expect.stringMatching(/^req_/);
const NEW = {
	text: 'New.',
	stop_reason: 'end_turn',
	model: 'claude-haiku-4-5',
	id: 'msg_2',
	request_id: REQUEST_ID,
	usage,
};

const items = (json: object): unknown[] => [{ json, pairedItem: { item: 0 } }];

function queue() {
	testbed.standIn.queue({ kind: 'message', message: RICH }, { kind: 'message', message: POOR });
}

/** What the first node alone gives. */
async function first(parameters: INodeParameters): Promise<INodeExecutionData['json']> {
	testbed.standIn.queue({ kind: 'message', message: RICH });
	const { answers } = await testbed.ask(parameters, { input: [{ json: { name: 'Ada' } }] });
	testbed.standIn.reset();
	return answers[0]?.json ?? {};
}

const conversing = { ...includeInput, options: { includeInput: true, includeConversation: true } };
const raw = { ...includeInput, simplify: false };
const counting = { ...includeInput, operation: 'countTokens' };

test('the answer before leaves nothing beside an answer', async () => {
	expect(Object.keys(await first(conversing)).sort()).toEqual(
		[
			'citations',
			'container',
			'id',
			'messages',
			'model',
			'name',
			'request_id',
			'stop_reason',
			'stop_sequence',
			'text',
			'thinking',
			'tool_calls',
			'usage',
		].sort(),
	);
	queue();
	expect(await inARow(conversing, includeInput)).toEqual(items({ name: 'Ada', ...NEW }));
});

test('the JSON of the answer before does not stand beside an answer in words', async () => {
	const json = { type: 'text' as const, text: '{"a":1}', citations: null };
	testbed.standIn.queue(
		{ kind: 'message', message: { ...POOR, content: [json] } },
		{ kind: 'message', message: POOR },
	);
	const asking = { ...includeInput, outputFormat: 'json', jsonSchemaExample: '{"a":1}' };
	expect(await inARow(asking, includeInput)).toEqual(items({ name: 'Ada', ...NEW }));
});

test('nor does it with Simplify off', async () => {
	queue();
	const [item] = await inARow(conversing, raw);
	expect(item?.json).toEqual({
		name: 'Ada',
		...POOR,
		type: 'message',
		role: 'assistant',
		request_id: REQUEST_ID,
		stop_reason: 'end_turn',
		stop_sequence: null,
		stop_details: null,
		container: null,
		diagnostics: null,
	});
});

test('nor does a message as it came', async () => {
	queue();
	const [item] = await inARow(raw, raw);
	expect(item?.json).toEqual({
		name: 'Ada',
		...POOR,
		type: 'message',
		role: 'assistant',
		request_id: REQUEST_ID,
		stop_reason: 'end_turn',
		stop_sequence: null,
		stop_details: null,
		container: null,
		diagnostics: null,
	});
});

test('a count stands beside the answer that it was made for, which stays whole', async () => {
	const before = await first(includeInput);
	testbed.standIn.queue({ kind: 'message', message: RICH }, { kind: 'tokens', inputTokens: 7 });
	expect(await inARow(includeInput, counting)).toEqual(
		items({ ...before, input_tokens: 7, request_id: REQUEST_ID }),
	);
});

test('an answer stands beside the count of its question', async () => {
	testbed.standIn.queue({ kind: 'tokens', inputTokens: 7 }, { kind: 'message', message: POOR });
	expect(await inARow(counting, includeInput)).toEqual(
		items({ name: 'Ada', input_tokens: 7, ...NEW }),
	);
});

test('of two counts the second stands', async () => {
	testbed.standIn.queue({ kind: 'tokens', inputTokens: 7 }, { kind: 'tokens', inputTokens: 8 });
	expect(await inARow(counting, counting)).toEqual(
		items({ name: 'Ada', input_tokens: 8, request_id: REQUEST_ID }),
	);
});
