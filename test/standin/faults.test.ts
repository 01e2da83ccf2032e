/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { gunzipSync } from 'node:zlib';
import Anthropic from '@anthropic-ai/sdk';
import type { QueuedReply } from './index';
import { postRaw } from './rawClient';
import { ask, get, post, sdk, send, textOf, useStandIn } from './testkit';

const standIn = useStandIn();

const HELLO: Anthropic.MessageCreateParamsNonStreaming = {
	model: 'claude-haiku-4-5',
	max_tokens: 100,
	messages: [{ role: 'user', content: 'Hello' }],
};
const TEXT: QueuedReply = { kind: 'text', text: 'Grüezi 🐜' };

async function create(reply: QueuedReply, maxRetries = 0) {
	standIn().queue(reply);
	return await sdk(standIn(), { maxRetries }).messages.create(HELLO);
}

/** Body, announced length and end of what comes over a bare socket. */
async function wire(reply: QueuedReply) {
	standIn().queue(reply);
	const { text, end } = await postRaw(standIn(), ask('Hello'));
	const [head = '', ...body] = text.split('\r\n\r\n');
	const length = /content-length: (\d+)/.exec(head)?.[1];
	return { head, body: body.join('\r\n\r\n'), length: Number(length), end };
}

describe('an answer', () => {
	it('announces its length', async () => {
		const { body, length } = await wire(TEXT);
		expect(body).toHaveLength(length);
	});

	it.each([
		['cut', 'FIN'],
		['reset-in-body', 'RST'],
	] as const)('can break off in its body: %s', async (kind, end) => {
		const whole = await wire(TEXT);
		const half = await wire({ kind, then: TEXT });
		expect(half).toMatchObject({ length: whole.length, end });
		expect(half.body).toHaveLength(Math.floor(whole.length / 2));
		expect((await wire({ kind, bytes: 20 })).body).toHaveLength(20);
		expect((await wire({ kind, bytes: 0 })).head).toMatch(/^HTTP\/1.1 200 OK/);
		await expect(create({ kind, then: TEXT })).rejects.toThrow();
	});

	it('can be shorter than it says', async () => {
		const { body, length } = await wire({ kind: 'wrong-length', by: 5 });
		expect(body).toHaveLength(length - 5);
	});

	it('can be longer than it says', async () => {
		const { body, length } = await wire({ kind: 'wrong-length' });
		expect(body).toHaveLength(length + 10);
		await expect(create({ kind: 'wrong-length' })).rejects.toThrow(/JSON/);
	});

	it('can come byte by byte', async () => {
		const start = performance.now();
		const error = { kind: 'error', status: 400, type: 'x', message: 'y' } as const;
		standIn().queue({ kind: 'trickle', everyMs: 1, bytes: 10, then: error });
		const { json } = await post(standIn(), ask('Hello'));
		expect(json).toMatchObject({ error: { type: 'x' } });
		expect(performance.now() - start).toBeGreaterThanOrEqual(6);
		expect(textOf(await create({ kind: 'trickle', everyMs: 0, then: TEXT }))).toBe('Grüezi 🐜');
	});

	it('can be zipped', async () => {
		standIn().queue({ kind: 'gzip', then: TEXT });
		const response = await send(standIn(), ask('Hello'));
		const bytes = Buffer.from(await response.body.arrayBuffer());
		expect(response.headers).toMatchObject({
			'content-encoding': 'gzip',
			'content-length': String(bytes.length),
		});
		expect(gunzipSync(bytes).toString()).toContain('Grüezi 🐜');
		expect(textOf(await create({ kind: 'gzip', then: TEXT }))).toBe('Grüezi 🐜');
	});

	it('can be a zipped stream that is unpacked as it comes', async () => {
		standIn().queue({ kind: 'gzip', then: { kind: 'stream', hangAfter: 6 } });
		const stream = sdk(standIn()).messages.stream(HELLO);
		await new Promise((resolve) => stream.once('text', resolve));
		stream.abort();
		await expect(stream.done()).rejects.toThrow(Anthropic.APIUserAbortError);
		standIn().queue({ kind: 'gzip', then: TEXT });
		expect(textOf(await sdk(standIn()).messages.stream(HELLO).finalMessage())).toBe('Grüezi 🐜');
	});

	it('can be missing: garbage', async () => {
		expect(await wire({ kind: 'garbage', bytes: 'SSH-2.0' })).toMatchObject({
			head: 'SSH-2.0',
			end: 'FIN',
		});
		await expect(create({ kind: 'garbage' })).rejects.toThrow(Anthropic.APIConnectionError);
	});

	it('can be missing: the connection ends before the headers', async () => {
		expect(await wire({ kind: 'close-before-headers' })).toMatchObject({ head: '', end: 'FIN' });
		expect(await wire({ kind: 'reset' })).toMatchObject({ head: '', end: 'RST' });
		await expect(create({ kind: 'close-before-headers' })).rejects.toThrow(
			Anthropic.APIConnectionError,
		);
	});

	it('can be missing: nothing ever comes', async () => {
		standIn().queue({ kind: 'hang' });
		const slow = sdk(standIn(), { timeout: 30 }).messages.create(HELLO);
		await expect(slow).rejects.toThrow(Anthropic.APIConnectionTimeoutError);
	});
});

describe('a fault', () => {
	it.each<QueuedReply>([{ kind: 'reset' }, { kind: 'close-before-headers' }, { kind: 'garbage' }])(
		'is retried by the SDK, and the next answer is whole: %j',
		async (fault) => {
			standIn().queue(fault);
			expect(textOf(await create(TEXT, 1))).toBe('Grüezi 🐜');
			expect(standIn().requests).toHaveLength(2);
		},
	);

	it('strikes the request that it is aimed at, after a delay if need be', async () => {
		standIn().queue({
			kind: 'delay',
			ms: 5,
			then: { kind: 'cut', bytes: 3 },
			when: ({ rawBody }) => rawBody.includes('second'),
		});
		expect((await post(standIn(), ask('first'))).status).toBe(200);
		await expect(post(standIn(), ask('second'))).rejects.toThrow();
	});

	it('spoils what would have been said anyway, a refusal or another path too', async () => {
		standIn().queue({ kind: 'gzip' }, { kind: 'cut', path: '/v1/models' });
		const refused = await send(standIn(), ask(''));
		expect(refused).toMatchObject({ statusCode: 400, headers: { 'content-encoding': 'gzip' } });
		await refused.body.dump();
		await expect(get(standIn(), '/v1/models')).rejects.toThrow();
	});

	it('around an answer waits for a request that the API accepts', async () => {
		standIn().queue({ kind: 'trickle', everyMs: 0, then: TEXT });
		expect((await post(standIn(), ask(''))).status).toBe(400);
		expect((await post(standIn(), ask('Hello'))).json).toMatchObject({
			content: [{ text: 'Grüezi 🐜' }],
		});
	});
});
