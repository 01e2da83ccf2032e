import { Failure } from '../../../nodes/shared/errors/failure';
import { readSendPanel, type SendPanel } from '../../../nodes/ClaudeMessages/panel/requestPanel';
import { draftRequest } from '../../../nodes/ClaudeMessages/request/draftRequest';
import { ToolNames } from '../../../nodes/ClaudeMessages/request/toolNames';

/**
 * A panel with one question, and the options as the user set them.
 *
 * @param more fields by their names
 */
function panelWith(
	options: Record<string, unknown> = {},
	more: Record<string, unknown> = {},
): SendPanel {
	const fields = new Map<string, unknown>([
		['model', 'claude-haiku-4-5'],
		['maxTokens', 8192],
		['messages.values', [{ text: 'Hello' }]],
		['options', options],
		...Object.entries(more),
	]);
	return readSendPanel((name, fallback) => fields.get(name) ?? fallback);
}
const bodyOf = (options: Record<string, unknown>, more: Record<string, unknown> = {}) =>
	draftRequest(panelWith(options, more)).body;

const messages = [{ role: 'user', content: 'Hello' }];

test('a panel on which nothing was set sends the model, the limit and the messages', () => {
	expect(draftRequest(panelWith())).toEqual({
		body: { model: 'claude-haiku-4-5', max_tokens: 8192, messages },
		prefilled: { conversation: messages, prefill: '', way: 'continued' },
		caches: false,
		names: new ToolNames([]),
		sampling: false,
		apiVersion: '2023-06-01',
		betas: [],
		timeout: 600,
		longestWait: 300,
		maxRetries: undefined,
		stream: true,
	});
});

test.each<[string, object, object]>([
	['a new field', { service_tier: 'auto' }, { service_tier: 'auto' }],
	['null', { system: null }, { system: null }],
	['0', { max_tokens: 0 }, { max_tokens: 0 }],
	['another model', { model: 'claude-opus-4-5' }, { model: 'claude-opus-4-5' }],
	['a model with blanks around it', { model: ' claude-opus-4-5\n' }, { model: 'claude-opus-4-5' }],
	['an object', { metadata: { user_id: 'b' } }, { metadata: { user_id: 'b' } }],
	[
		'other messages',
		{ messages: [{ role: 'user', content: 'A' }] },
		{ messages: [{ role: 'user', content: 'A' }] },
	],
])('Extra Body with %s goes over the panel', (_, extraBody, body) => {
	const panel = { userId: 'a', extraBody };
	expect(bodyOf(panel, { system: 'S' })).toEqual({
		model: 'claude-haiku-4-5',
		max_tokens: 8192,
		messages,
		system: 'S',
		metadata: { user_id: 'a' },
		...body,
	});
});

test.each<[string, object]>([
	['a model that is null', { model: null }],
	['a model that is a number', { model: 5 }],
	['a blank model', { model: ' ' }],
	['messages that are null', { messages: null }],
	['messages that are no list', { messages: {} }],
	['no messages', { messages: [] }],
])('Extra Body with %s is sent with what the panel says, or explained', (_, extraBody) => {
	let outcome: unknown;
	try {
		outcome = bodyOf({ extraBody }).model;
	} catch (error) {
		outcome = error instanceof Failure ? 'explained' : error;
	}
	expect(['claude-haiku-4-5', '5', 'explained']).toContain(outcome);
});

test('the prefill is settled by the model of Extra Body', () => {
	const prefill = { prefill: 'A' };
	expect(() => bodyOf({ extraBody: { model: 'claude-sonnet-5-5' } }, prefill)).toThrow(
		'The model claude-sonnet-5-5 does not accept a prefill',
	);
	const model = 'claude-sonnet-5-5';
	expect(bodyOf({ extraBody: { model: 'claude-haiku-4-5' } }, { ...prefill, model })).toMatchObject(
		{
			model: 'claude-haiku-4-5',
			messages: [...messages, { role: 'assistant', content: 'A' }],
		},
	);
});

test.each<[string, Record<string, unknown>]>([
	['Temperature', { temperature: 0 }],
	['Top K', { topK: 0 }],
	['Top P', { topP: 0 }],
	['Extra Body', { extraBody: { temperature: 1 } }],
])('%s is sent even when it is 0, but not to an API version without it', (_, options) => {
	expect(draftRequest(panelWith(options)).sampling).toBe(true);
	for (const apiVersion of ['2026-10-21', '2027-01-01']) {
		expect(() => draftRequest(panelWith({ ...options, apiVersion }))).toThrow(Failure);
	}
});

test.each<[string, object]>([
	['thinking', { thinking: { type: 'enabled', budget_tokens: 1024 } }],
	['a schema for the answer', { output_config: { format: { type: 'json_schema', schema: {} } } }],
])('a prefill together with %s is refused before the call', (_, extraBody) => {
	expect(() => bodyOf({ extraBody }, { prefill: 'A' })).toThrow(Failure);
	expect(() => bodyOf({ extraBody })).not.toThrow();
});

test.each<[string, object]>([
	['thinking switched off', { thinking: { type: 'disabled' } }],
	['an effort', { output_config: { effort: 'low' } }],
])('a prefill goes together with %s', (_, extraBody) => {
	expect(() => bodyOf({ extraBody }, { prefill: 'A' })).not.toThrow();
});
