import type Anthropic from '@anthropic-ai/sdk';
import { promptBlocks } from '../facts/promptBlocks';
import { runningTokens } from '../facts/tokenCount';
import { findModel } from '../models/modelTable';
import type { MessageBody, MessageRequest } from '../rules/messageRequest';
import { PromptCache } from './promptCache';

const MINUTE = 60_000;

/** As long as so many tokens, and different for every letter. */
function words(letter: string, tokens: number) {
	return letter.repeat(tokens * 4);
}

function text(letter: string, tokens: number, ttl?: '5m' | '1h'): Anthropic.TextBlockParam {
	const block: Anthropic.TextBlockParam = { type: 'text', text: words(letter, tokens) };
	return ttl === undefined ? block : { ...block, cache_control: { type: 'ephemeral', ttl } };
}

function ask(body: Partial<MessageBody>): MessageRequest {
	const id = body.model ?? 'claude-opus-4-8';
	const model = findModel(id);
	if (model === undefined) throw new Error(id);
	return {
		model,
		body: {
			model: id,
			max_tokens: 10,
			messages: [{ role: 'user', content: words('q', 10) }],
			...body,
		},
	};
}

/** Looks, answers at once, and tells what was read, written for 5 minutes or 1 hour, and neither. */
function use(cache: PromptCache, body: Partial<MessageBody>, now = 0) {
	const { usage, begin } = cache.look(ask(body), now);
	begin();
	return [
		usage?.cache_read_input_tokens,
		usage?.cache_creation?.ephemeral_5m_input_tokens,
		usage?.cache_creation?.ephemeral_1h_input_tokens,
		usage?.input_tokens,
	];
}

const SYSTEM = { system: [text('s', 2000, '5m')] };

describe('the prompt cache', () => {
	it('is written once, and read until it expires', () => {
		const cache = new PromptCache();
		expect(use(cache, SYSTEM)).toEqual([0, 2000, 0, 10]);
		expect(use(cache, SYSTEM)).toEqual([2000, 0, 0, 10]);
		expect(cache).toMatchObject({ writes: 1, reads: 1 });
	});

	it('has nothing to do with requests without breakpoints', () => {
		const cache = new PromptCache();
		expect(cache.look(ask({ system: words('s', 2000) })).usage).toBeUndefined();
		expect(cache).toMatchObject({ writes: 0, reads: 0 });
	});

	it('can be read only once the answer that wrote it has begun', () => {
		const cache = new PromptCache();
		const first = cache.look(ask(SYSTEM), 0);
		const second = cache.look(ask(SYSTEM), 0);
		expect(second.usage?.cache_creation_input_tokens).toBe(2000);
		first.begin();
		expect(cache.look(ask(SYSTEM), 0).usage?.cache_read_input_tokens).toBe(2000);
	});

	it('lives five minutes from the start of the last request that read it', () => {
		const cache = new PromptCache();
		use(cache, SYSTEM, 0);
		expect(use(cache, SYSTEM, 4 * MINUTE)[0]).toBe(2000);
		expect(use(cache, SYSTEM, 9 * MINUTE - 1)[0]).toBe(2000);
		expect(use(cache, SYSTEM, 14 * MINUTE)[0]).toBe(0);
	});

	it('lives an hour where it is told to', () => {
		const cache = new PromptCache();
		const body = { system: [text('s', 2000, '1h')] };
		expect(use(cache, body, 0)).toEqual([0, 0, 2000, 10]);
		expect(use(cache, body, 59 * MINUTE)).toEqual([2000, 0, 0, 10]);
		expect(use(cache, body, 119 * MINUTE)[0]).toBe(0);
	});

	it('counts one lifetime up to its last breakpoint, and the other from there', () => {
		const cache = new PromptCache();
		const body = { system: [text('a', 2000, '1h'), text('b', 500), text('c', 100, '5m')] };
		expect(use(cache, body)).toEqual([0, 600, 2000, 10]);
		expect(use(cache, { system: [text('a', 2000, '1h'), text('d', 700, '5m')] })).toEqual([
			2000, 700, 0, 10,
		]);
	});

	it('reads the longest prefix that it knows, and writes the rest', () => {
		const cache = new PromptCache();
		const turn = (...content: Anthropic.TextBlockParam[]) => ({
			messages: [{ role: 'user' as const, content }],
		});
		use(cache, turn(text('a', 1500, '5m')));
		use(cache, turn(text('a', 1500), text('b', 300, '5m')));
		expect(use(cache, turn(text('a', 1500), text('b', 300), text('c', 7, '5m')))).toEqual([
			1800, 7, 0, 0,
		]);
		expect(use(cache, turn(text('a', 1500), text('x', 300, '5m')))).toEqual([1500, 300, 0, 0]);
	});

	it('puts the automatic breakpoint on the last block, so that a conversation goes on', () => {
		const cache = new PromptCache();
		const cache_control = { type: 'ephemeral' } as const;
		const messages: Anthropic.MessageParam[] = [{ role: 'user', content: words('a', 1500) }];
		expect(use(cache, { cache_control, messages })).toEqual([0, 1500, 0, 0]);
		messages.push({ role: 'assistant', content: words('b', 20) });
		messages.push({ role: 'user', content: words('c', 30) });
		expect(use(cache, { cache_control, messages })).toEqual([1500, 50, 0, 0]);
	});

	it('looks back twenty blocks, the breakpoint included', () => {
		const cache = new PromptCache();
		const body = (blocks: number) => ({
			messages: [
				{
					role: 'user' as const,
					content: [
						text('a', 1500, blocks === 0 ? '5m' : undefined),
						...Array.from({ length: blocks }, (_, index) =>
							text('b', 1, index === blocks - 1 ? '5m' : undefined),
						),
					],
				},
			],
		});
		use(cache, body(0));
		expect(use(cache, body(20))[0]).toBe(0);
		cache.clear();
		use(cache, body(0));
		expect(use(cache, body(19))[0]).toBe(1500);
	});

	it.each([
		['claude-opus-5', 512],
		['claude-sonnet-4-5', 1024],
		['claude-opus-5-5', 1024],
		['claude-opus-4-7', 2048],
		['claude-haiku-4-5', 4096],
	])('takes no prefix that is too short: %s needs %i tokens', (model, minimum) => {
		const cache = new PromptCache();
		expect(use(cache, { model, system: [text('s', minimum - 1, '5m')] })).toEqual([
			0,
			0,
			0,
			minimum + 9,
		]);
		expect(use(cache, { model, system: [text('s', minimum, '5m')] })[1]).toBe(minimum);
	});

	const TOOL = {
		name: 'clock',
		description: words('t', 1500),
		input_schema: { type: 'object' },
		cache_control: { type: 'ephemeral' },
	} satisfies Anthropic.Tool;
	const FULL: Partial<MessageBody> = {
		tools: [TOOL],
		...SYSTEM,
		messages: [{ role: 'user', content: [text('q', 10, '5m')] }],
	};

	it.each<[kept: number, name: string, change: Partial<MessageBody>]>([
		[3, 'a breakpoint moves', { system: [text('s', 2000)] }],
		[2, 'tool_choice', { tool_choice: { type: 'none' } }],
		[2, 'thinking', { thinking: { type: 'adaptive' } }],
		[2, 'effort', { output_config: { effort: 'low' } }],
		[1, 'speed', { speed: 'fast' }],
		[1, 'format', { output_config: { format: { type: 'json_schema', schema: {} } } }],
		[0, 'a tool', { tools: [{ ...TOOL, name: 'watch' }] }],
		[0, 'the model', { model: 'claude-sonnet-5' }],
	])('keeps %i of tools, system and messages when this changes: %s', (kept, _, change) => {
		const cache = new PromptCache();
		use(cache, FULL);
		const { body, model } = ask(FULL);
		const tokens = runningTokens(promptBlocks(body), model);
		expect(tokens).toHaveLength(3);
		expect(use(cache, { ...FULL, ...change })[0]).toBe([0, ...tokens][kept]);
	});
});
