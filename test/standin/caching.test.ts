import type Anthropic from '@anthropic-ai/sdk';
import { ask, post, refusal, sdk, useStandIn } from './testkit';

const standIn = useStandIn();

const CACHED = { cache_control: { type: 'ephemeral' } } as const;

const QUESTION: Anthropic.MessageCreateParamsNonStreaming = {
	model: 'claude-sonnet-4-6',
	max_tokens: 100,
	system: [{ type: 'text', text: 'Be brief. '.repeat(1000), ...CACHED }],
	messages: [{ role: 'user', content: 'Hello' }],
};

const WRITTEN = {
	input_tokens: 2,
	cache_creation_input_tokens: 2500,
	cache_read_input_tokens: 0,
	cache_creation: { ephemeral_5m_input_tokens: 2500, ephemeral_1h_input_tokens: 0 },
};
const READ = {
	input_tokens: 2,
	cache_creation_input_tokens: 0,
	cache_read_input_tokens: 2500,
	cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
};

async function usage() {
	return (await sdk(standIn()).messages.create(QUESTION)).usage;
}

async function streamedUsage() {
	return (await sdk(standIn()).messages.stream(QUESTION).finalMessage()).usage;
}

describe('a cached prompt', () => {
	it('is billed as written once, then as read, in JSON and in streams', async () => {
		expect(await usage()).toMatchObject(WRITTEN);
		expect(await usage()).toMatchObject(READ);
		expect(await streamedUsage()).toMatchObject(READ);
		expect(standIn().cache).toMatchObject({ writes: 1, reads: 2 });
	});

	it('is written by every request that comes before an answer begins', async () => {
		standIn().latencyMs = 50;
		const all = await Promise.all([usage(), usage(), usage()]);
		expect(all).toMatchObject([WRITTEN, WRITTEN, WRITTEN]);
		expect(standIn().cache).toMatchObject({ writes: 3, reads: 0 });
	});

	it('can be read as soon as the stream that wrote it has begun', async () => {
		standIn().queue({ kind: 'stream', hangAfter: 1 });
		const first = sdk(standIn()).messages.stream(QUESTION);
		await new Promise((resolve) => first.once('streamEvent', resolve));
		expect(await usage()).toMatchObject(READ);
		first.abort();
		await expect(first.done()).rejects.toThrow();
	});

	it('is not written by an answer that never began', async () => {
		standIn().queue({ kind: 'reset' }, { kind: 'error', status: 529, type: 'x', message: 'Busy' });
		await expect(usage()).rejects.toThrow();
		await expect(usage()).rejects.toThrow();
		expect(await usage()).toMatchObject(WRITTEN);
		expect(standIn().cache).toMatchObject({ writes: 1, reads: 0 });
	});

	it('is forgotten by reset', async () => {
		await usage();
		standIn().reset();
		expect(await usage()).toMatchObject(WRITTEN);
		expect(standIn().cache).toMatchObject({ writes: 1, reads: 0 });
	});

	it('has one lifetime at its end', async () => {
		const content = [
			{ type: 'text', text: 'Hello', cache_control: { type: 'ephemeral', ttl: '1h' } },
		];
		expect((await post(standIn(), ask(content))).status).toBe(200);
		expect(await post(standIn(), ask(content, CACHED))).toMatchObject(
			refusal(400, 'invalid_request_error', 'cache_control: '),
		);
	});
});
