import { betaTool } from '@anthropic-ai/sdk/helpers/beta/json-schema';
import { isRecord } from './rules/shape';
import { ask, post, refusal, sdk, useStandIn } from './testkit';

const standIn = useStandIn();

describe('the tool runner of the official SDK', () => {
	const calculator = betaTool({
		name: 'calculator',
		description: 'Adds two numbers.',
		inputSchema: {
			type: 'object',
			properties: { input: { type: 'string' } },
			required: ['input'],
		} as const,
		run: ({ input }) => {
			const [one, other] = input.split('+').map(Number);
			if (one === undefined || other === undefined) throw new Error('no sum');
			return String(one + other);
		},
	});
	const PARAMS = { model: 'claude-haiku-4-5', max_tokens: 1000, max_iterations: 5 };
	const text = (said: string) => ({ type: 'text', text: said, citations: null });

	it.each([
		['calculator {"input":"2+3"}', 'calculator said: 5'],
		['calculator {"input":"2"}', 'calculator failed: Error: no sum'],
		[
			'calculator {"input":"2+3"} calculator {"input":"4+4"}',
			'calculator said: 5\ncalculator said: 8',
		],
	])('runs the loop to its end: %s', async (question, last) => {
		const messages = [{ role: 'user' as const, content: question }];
		const params = { ...PARAMS, tools: [calculator], messages };
		const message = await sdk(standIn()).beta.messages.toolRunner(params);
		expect(message.content).toEqual([text(last)]);
		expect(standIn().requests.map(({ body }) => isRecord(body) && body.thread)).toEqual([
			{ type: 'create' },
			{ type: 'continue', previous_message_id: expect.stringMatching(/^msg_/) },
		]);
	});

	it('runs it on a model that thinks', async () => {
		const messages = [{ role: 'user' as const, content: 'calculator {"input":"2+3"}' }];
		const params = { ...PARAMS, model: 'claude-sonnet-5-5', tools: [calculator], messages };
		const message = await sdk(standIn()).beta.messages.toolRunner({ ...params, thread: false });
		expect(message.content).toMatchObject([{ type: 'thinking' }, text('calculator said: 5')]);
	});

	it('runs it over streams', async () => {
		const messages = [{ role: 'user' as const, content: 'calculator {"input":"20+3"}' }];
		const params = { ...PARAMS, tools: [calculator], messages, stream: true as const };
		const runner = sdk(standIn()).beta.messages.toolRunner(params);
		const reasons: unknown[] = [];
		for await (const stream of runner) reasons.push((await stream.finalMessage()).stop_reason);
		expect(reasons).toEqual(['tool_use', 'end_turn']);
		expect((await runner.done()).content).toEqual([text('calculator said: 23')]);
	});

	it('runs it with the whole history in every request', async () => {
		const messages = [{ role: 'user' as const, content: 'calculator {"input":"2+3"}' }];
		const params = { ...PARAMS, tools: [calculator], messages, thread: false as const };
		const message = await sdk(standIn()).beta.messages.toolRunner(params);
		expect(message.content).toEqual([text('calculator said: 5')]);
		expect(standIn().requests.at(-1)?.body).toMatchObject({
			messages: [{ role: 'user' }, { role: 'assistant' }, { role: 'user' }],
		});
	});

	it('is told of a thread that nobody holds', async () => {
		const thread = { type: 'continue', previous_message_id: 'msg_0' };
		const beta = { 'anthropic-beta': 'message-threads-2026-08-12' };
		expect(await post(standIn(), ask('Hello', { thread }), beta)).toMatchObject(
			refusal(404, 'not_found_error', 'no thread'),
		);
	});
});
