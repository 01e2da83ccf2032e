/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { connect } from 'node:net';
import Anthropic from '@anthropic-ai/sdk';
import { ask, get, post, sdk, textOf, useStandIn } from './testkit';

const standIn = useStandIn({ light: true });

const HELLO: Anthropic.MessageCreateParamsNonStreaming = {
	model: 'claude-haiku-4-5',
	max_tokens: 100,
	messages: [{ role: 'user', content: 'Say "stream":true' }],
};

describe('a light stand-in', () => {
	it('answers with JSON or a stream, as asked', async () => {
		const client = sdk(standIn());
		expect(textOf(await client.messages.create(HELLO))).toBe('Light as a feather.');
		expect(textOf(await client.messages.stream(HELLO).finalMessage())).toBe('Light as a feather.');
	});

	it('finds the wish for a stream wherever the body is cut', async () => {
		const json = JSON.stringify({ ...HELLO, stream: true });
		const wish = json.indexOf('"stream":true');
		for (let cut = wish - 2; cut <= wish + 15; cut++) {
			expect(await postInTwo(json, cut)).toContain('event: message_stop');
		}
	});

	it('checks and keeps nothing but the count', async () => {
		expect((await post(standIn(), 'not JSON', { 'x-api-key': 'wrong' })).status).toBe(200);
		await Promise.all([1, 2, 3].map(async () => await post(standIn(), ask('Hello'))));
		expect(standIn()).toMatchObject({ count: 4, requests: [] });
	});

	it('still takes its time and has its limits', async () => {
		standIn().limitRequests({ perSecond: 0.5, burst: 1 });
		standIn().latencyMs = 10;
		const start = performance.now();
		const { headers } = await post(standIn(), ask('Hello'));
		expect(performance.now() - start).toBeGreaterThanOrEqual(9);
		expect(headers).toMatchObject({ 'anthropic-ratelimit-requests-remaining': '0' });
		expect(await post(standIn(), ask('Hello'))).toMatchObject({
			status: 429,
			headers: { 'retry-after': expect.stringMatching(/^[12]$/) },
			json: { error: { type: 'rate_limit_error' } },
		});
	});

	it('counts the tokens where they are limited', async () => {
		const flow = { perSecond: 1, burst: 1000 };
		standIn().limitRequests({ perSecond: 100, burst: 100, outputFlow: flow, headers: false });
		const first = await post(standIn(), ask('Write 900 tokens'));
		expect(first.json).toMatchObject({ usage: { output_tokens: 900 } });
		expect(Object.keys(first.headers).filter((name) => /ratelimit/.test(name))).toEqual([]);
		expect(await post(standIn(), ask('Write 200 tokens'))).toMatchObject({
			status: 429,
			headers: { 'retry-after': '100' },
		});
	});

	it('is the usual one on other paths', async () => {
		expect((await get(standIn(), '/v1/models')).status).toBe(200);
		expect((await get(standIn(), '/v1/models', { 'x-api-key': 'sk' })).status).toBe(401);
	});
});

/** The body in two packets. */
async function postInTwo(json: string, cut: number): Promise<string> {
	return await new Promise((resolve) => {
		const socket = connect({ port: Number(new URL(standIn().url).port), noDelay: true });
		let text = '';
		socket.on('data', (chunk) => (text += String(chunk)));
		socket.on('close', () => resolve(text));
		const head = `POST /v1/messages HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: ${json.length}\r\n\r\n`;
		socket.write(head + json.slice(0, cut), () =>
			setImmediate(() => socket.write(json.slice(cut))),
		);
	});
}
