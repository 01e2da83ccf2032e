import { ask, post, refusal, useStandIn } from './testkit';

const standIn = useStandIn();

const TOOLS = [{ name: 'clock', input_schema: { type: 'object' } }];
const SEARCH = { type: 'web_search_20260318', name: 'web_search' };

async function send(model: string, fields: Record<string, unknown>) {
	return await post(standIn(), ask('Hello', { model, max_tokens: 2000, ...fields }));
}

describe('a model', () => {
	it.each(['claude-sonnet-9', 'claude-opus-4-1', 'claude-3-haiku-20240307'])(
		'is not found when it does not exist or is retired: %s',
		async (model) => {
			const wrong = refusal(404, 'not_found_error', `model: ${model}`);
			expect(await send(model, {})).toMatchObject(wrong);
		},
	);

	it.each([
		['claude-sonnet-4-6', { temperature: 0 }],
		['claude-opus-4-7', { temperature: 1 }],
		['claude-opus-4-7', { top_p: 0.99 }],
		['claude-opus-5', { thinking: { type: 'disabled' }, output_config: { effort: 'high' } }],
		['claude-sonnet-5-5', { thinking: { type: 'between_tools' } }],
		['claude-opus-4-6', { thinking: { type: 'enabled', budget_tokens: 1024 } }],
		['claude-opus-4-5', { output_config: { effort: 'high' } }],
		['claude-opus-5', { tools: TOOLS, tool_choice: { type: 'any' } }],
		['claude-opus-5-5', { inference_geo: 'us', speed: 'fast' }],
		['claude-haiku-4-5', { tools: [{ ...SEARCH, allowed_callers: ['direct'] }] }],
	])('takes what it supports: %s %j', async (model, fields) => {
		expect(await send(model, fields)).toMatchObject({ status: 200 });
	});

	it.each([
		['claude-haiku-4-5', { temperature: 0.5, top_p: 0.5 }],
		['claude-opus-4-7', { temperature: 0.5 }],
		['claude-sonnet-5-5', { top_p: 0.9 }],
		['claude-sonnet-5-5', { top_k: 1 }],
		['claude-opus-4-6', { temperature: 0, thinking: { type: 'adaptive' } }],
		['claude-haiku-4-5', { thinking: { type: 'adaptive' } }],
		['claude-haiku-4-5', { thinking: { type: 'enabled', budget_tokens: 2000 } }],
		['claude-opus-4-7', { thinking: { type: 'enabled', budget_tokens: 1024 } }],
		['claude-opus-5-5', { thinking: { type: 'disabled' } }],
		['claude-sonnet-5-5', { thinking: { type: 'disabled' } }],
		['claude-opus-5', { thinking: { type: 'disabled' }, output_config: { effort: 'max' } }],
		['claude-haiku-4-5', { output_config: { effort: 'low' } }],
		['claude-opus-4-5', { output_config: { effort: 'max' } }],
		['claude-opus-4-6', { output_config: { effort: 'xhigh' } }],
		['claude-sonnet-5-5', { tools: TOOLS, tool_choice: { type: 'any' } }],
		['claude-haiku-4-5', { inference_geo: 'us' }],
		['claude-sonnet-5-5', { speed: 'fast' }],
		['claude-haiku-4-5', { tools: [SEARCH] }],
		['claude-haiku-4-5', { max_tokens: 0, stream: true }],
	])('refuses what it does not support: %s %j', async (model, fields) => {
		expect(await send(model, fields)).toMatchObject(refusal(400, 'invalid_request_error'));
	});

	it('refuses a prompt that is longer than its context', async () => {
		const { json } = await post(standIn(), ask('word '.repeat(170_000)));
		expect(json).toMatchObject({
			error: { message: expect.stringMatching(/^prompt is too long/) },
		});
	});
});
