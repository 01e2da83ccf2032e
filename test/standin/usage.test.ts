import type Anthropic from '@anthropic-ai/sdk';
import { ask, post, sdk, textOf, useStandIn } from './testkit';

const standIn = useStandIn();

type Changes = Partial<Anthropic.MessageCreateParamsNonStreaming>;

async function create(model: string, changes: Changes = {}) {
	return await sdk(standIn()).messages.create({
		model,
		max_tokens: 2000,
		messages: [{ role: 'user', content: 'Hello' }],
		...changes,
	});
}

const adaptive = (display: 'summarized' | 'omitted' | null) => ({
	thinking: { type: 'adaptive' as const, display },
});
const enabled = { thinking: { type: 'enabled' as const, budget_tokens: 1024 } };

describe('thinking', () => {
	it.each([
		['claude-opus-5-5', {}, ''],
		['claude-haiku-5-5', adaptive(null), ''],
		['claude-sonnet-5-5', adaptive('omitted'), ''],
		['claude-opus-4-8', adaptive('summarized'), 'I will tell what arrived.'],
		['claude-opus-4-6', adaptive(null), 'I will tell what arrived.'],
		['claude-opus-4-6', adaptive('omitted'), ''],
		['claude-haiku-4-5', enabled, 'I will tell what arrived.'],
	])('comes first and is billed: %s %j', async (model, changes, thought) => {
		const { content, usage } = await create(model, changes);
		expect(content).toEqual([
			{ type: 'thinking', thinking: thought, signature: expect.stringMatching(/./) },
			{ type: 'text', text: 'You asked: "Hello"', citations: null },
		]);
		expect(usage).toMatchObject({
			output_tokens: 12,
			output_tokens_details: { thinking_tokens: 7 },
		});
	});

	it.each<[string, Changes]>([
		['claude-haiku-4-5', {}],
		['claude-opus-4-8', {}],
		['claude-sonnet-5', { thinking: { type: 'disabled' } }],
		['claude-sonnet-5-5', { thinking: { type: 'between_tools' } }],
	])('is neither there nor billed: %s %j', async (model, changes) => {
		const { content, usage } = await create(model, changes);
		expect(content).toMatchObject([{ type: 'text' }]);
		expect(usage).toMatchObject({
			output_tokens: 5,
			output_tokens_details: { thinking_tokens: 0 },
		});
	});

	it.each(['summarized', 'omitted'] as const)('is the same in a stream: %s', async (display) => {
		const body = { ...adaptive(display), max_tokens: 2000, model: 'claude-opus-5-5' };
		const messages = [{ role: 'user' as const, content: 'Hello' }];
		const streamed = await sdk(standIn())
			.messages.stream({ ...body, messages })
			.finalMessage();
		const { content, usage } = await create('claude-opus-5-5', adaptive(display));
		expect(streamed.content).toEqual(content);
		expect(streamed.usage).toEqual(usage);
	});

	it('counts toward max_tokens', async () => {
		const cut = await create('claude-opus-5-5', { max_tokens: 9 });
		expect(textOf(cut)).toBe('You aske');
		expect(cut).toMatchObject({ stop_reason: 'max_tokens', usage: { output_tokens: 9 } });
		const none = await create('claude-opus-5-5', { max_tokens: 3 });
		expect(none).toMatchObject({
			content: [{ type: 'thinking' }],
			stop_reason: 'max_tokens',
			usage: { output_tokens: 3, output_tokens_details: { thinking_tokens: 3 } },
		});
		const { json } = await post(
			standIn(),
			ask('Hello', { model: 'claude-opus-5-5', max_tokens: 0 }),
		);
		expect(json).toMatchObject({ content: [], usage: { output_tokens: 0 } });
	});
});

describe('usage', () => {
	it.each<[string, Changes, object]>([
		['claude-opus-5-5', { speed: 'fast' }, { speed: 'fast' }],
		['claude-opus-5-5', { speed: null }, { speed: 'standard' }],
		['claude-opus-5-5', { inference_geo: 'us' }, { inference_geo: 'us' }],
		['claude-opus-5-5', {}, { inference_geo: 'global' }],
		['claude-haiku-4-5', {}, { inference_geo: null }],
		['claude-opus-5-5', { service_tier: 'auto' }, { service_tier: 'standard' }],
		['claude-opus-5-5', { service_tier: 'standard_only' }, { service_tier: 'standard' }],
	])('tells how the request was served: %s %j', async (model, changes, expected) => {
		expect((await create(model, changes)).usage).toMatchObject(expected);
	});
});

describe('the container', () => {
	it('is the one that the request names', async () => {
		for (const container of ['container_1', { id: 'container_1' }]) {
			expect((await create('claude-opus-5-5', { container })).container).toEqual({
				id: 'container_1',
				expires_at: expect.stringMatching(/^\d{4}-.*Z$/),
				skills: null,
			});
		}
	});

	it('is a new one for skills, each with its version', async () => {
		const skills = [
			{ type: 'anthropic' as const, skill_id: 'pdf' },
			{ type: 'custom' as const, skill_id: 'skill_1', version: '2' },
		];
		const { container } = await create('claude-opus-5-5', { container: { skills } });
		expect(container).toMatchObject({
			id: expect.stringMatching(/^container_/),
			skills: [{ ...skills[0], version: expect.stringMatching(/^\d+$/) }, skills[1]],
		});
	});

	it('comes with a stream, and is null without a wish', async () => {
		const streamed = await sdk(standIn())
			.messages.stream({
				model: 'claude-haiku-4-5',
				max_tokens: 10,
				container: 'container_1',
				messages: [{ role: 'user', content: 'Hello' }],
			})
			.finalMessage();
		expect(streamed.container).toMatchObject({ id: 'container_1' });
		expect((await create('claude-haiku-4-5', { container: {} })).container).toBeNull();
		expect((await create('claude-haiku-4-5', { container: null })).container).toBeNull();
	});
});
