import { ask, NEW_VERSION, post, refusal, useStandIn } from './testkit';

const standIn = useStandIn();

const user = (content: unknown) => ({ role: 'user', content });
const assistant = (content: unknown) => ({ role: 'assistant', content });
const TOOL_USE = { type: 'tool_use', id: 'toolu_1', name: 'clock', input: {} };
const TOOL_RESULT = { type: 'tool_result', tool_use_id: 'toolu_1', content: '12:00' };
const NOTE = {
	type: 'document',
	source: { type: 'text', media_type: 'text/plain', data: 'A note' },
};

async function send(messages: unknown, more: Record<string, unknown> = {}, headers = {}) {
	return await post(standIn(), { ...ask(''), messages, ...more }, headers);
}

describe('the turns', () => {
	it.each([
		['several user turns', [user('a'), user('b')]],
		['a conversation', [user('a'), assistant('b'), user('c')]],
		['an empty last assistant turn', [user('a'), assistant('')]],
		['a tool call with its result', [user('a'), assistant([TOOL_USE]), user([TOOL_RESULT])]],
	])('are answered: %s', async (_, messages) => {
		expect(await send(messages)).toMatchObject({ status: 200 });
	});

	it.each([
		['messages', []],
		['messages', 'Hello'],
		['messages', [assistant('a'), user('b')]],
		['messages.0.role', [{ role: 'human', content: 'a' }]],
		['messages.0.name', [{ ...user('a'), name: 'Bob' }]],
		['messages.0', [user('')]],
		['messages.0', [user([])]],
		['messages.1', [user('a'), assistant(''), user('b')]],
		[
			'messages.0.content.1',
			[
				user([
					{ type: 'text', text: 'a' },
					{ type: 'text', text: ' ' },
				]),
			],
		],
		['messages.0.content.0.type', [user([{ type: 'video' }])]],
		['messages.0.content.0.text', [user([{ type: 'text' }])]],
		['messages.0.content.0.colour', [user([{ type: 'text', text: 'a', colour: 'red' }])]],
		['messages.0.content.0', [user([TOOL_USE])]],
		['messages.0', [user([TOOL_RESULT])]],
		['messages.1', [user('a'), assistant([TOOL_USE]), user('b')]],
		[
			'messages.2',
			[user('a'), assistant([TOOL_USE]), user([{ type: 'text', text: 'b' }, TOOL_RESULT])],
		],
	])('are refused at %s: %j', async (place, messages) => {
		expect(await send(messages)).toMatchObject(refusal(400, 'invalid_request_error', `${place}: `));
	});

	it('have no document of the assistant in version 2026-10-21', async () => {
		const messages = [user('a'), assistant([NOTE]), user('b')];
		expect((await send(messages)).status).toBe(200);
		expect(await send(messages, {}, NEW_VERSION)).toMatchObject(
			refusal(400, 'invalid_request_error', 'messages.1.content.0: '),
		);
	});

	it('have a system turn only on some models, after the user', async () => {
		const system = { role: 'system', content: 'Be brief.' };
		const model = 'claude-opus-5';
		expect((await send([user('a'), system], { model })).status).toBe(200);
		const wrong = refusal(400, 'invalid_request_error', 'messages.1');
		expect(await send([user('a'), system], {})).toMatchObject(wrong);
		expect(await send([user('a'), system, user('b')], { model })).toMatchObject(wrong);
	});
});

describe('a prefill', () => {
	it('cannot end in whitespace', async () => {
		expect(await send([user('a'), assistant('The answer is ')])).toMatchObject(
			refusal(400, 'invalid_request_error', 'messages: '),
		);
	});

	it.each(['claude-sonnet-5-5', 'claude-opus-4-6', 'claude-mythos-preview'])(
		'is refused by %s',
		async (model) => {
			const { status, json } = await send([user('a'), assistant('(')], { model });
			expect(status).toBe(400);
			expect(json).toMatchObject({
				error: {
					type: 'invalid_request_error',
					message:
						'This model does not support assistant message prefill. The conversation must end with a user message.',
				},
			});
		},
	);

	it.each(['claude-haiku-4-5', 'claude-opus-4-5-20251101', 'claude-sonnet-4-5'])(
		'is taken by %s',
		async (model) => {
			expect((await send([user('a'), assistant('(')], { model })).status).toBe(200);
		},
	);

	it('is not what continues a paused turn, on any model', async () => {
		const paused = { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: {} };
		const messages = [user('a'), assistant([paused])];
		expect((await send(messages, { model: 'claude-sonnet-5-5' })).status).toBe(200);
	});

	it('does not go with thinking or a structured output', async () => {
		const messages = [user('a'), assistant('(')];
		const thinking = { thinking: { type: 'enabled', budget_tokens: 1024 }, max_tokens: 2000 };
		expect((await send(messages, thinking)).status).toBe(400);
		const format = { type: 'json_schema', schema: { type: 'object' } };
		expect((await send(messages, { output_config: { format } })).status).toBe(400);
	});
});
