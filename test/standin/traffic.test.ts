/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { connect } from 'node:net';
import Anthropic from '@anthropic-ai/sdk';
import { requestText } from './rawClient';
import { ask, post, sdk, useStandIn } from './testkit';
import { until } from '../until';

const standIn = useStandIn();

const HELLO: Anthropic.MessageCreateParamsNonStreaming = {
	model: 'claude-haiku-4-5',
	max_tokens: 100,
	messages: [{ role: 'user', content: 'Hello' }],
};

describe('a request', () => {
	it('has a beginning and an end', async () => {
		standIn().latencyMs = 10;
		await post(standIn(), ask('Hello'));
		await until(() => standIn().open === 0);
		const [{ at = 0, endedAt = 0, aborted = 'no' } = {}] = standIn().requests;
		expect(endedAt - at).toBeGreaterThanOrEqual(9);
		expect(aborted).toBe('no');
	});

	it('that the client gives up while it waits is recorded as aborted, at once', async () => {
		standIn().latencyMs = 60_000;
		const stop = new AbortController();
		const answer = sdk(standIn()).messages.create(HELLO, { signal: stop.signal });
		const failed = expect(answer).rejects.toThrow(Anthropic.APIUserAbortError);
		await until(() => standIn().requests.length === 1);
		expect(standIn().requests[0]).not.toHaveProperty('endedAt');
		const stopped = Date.now();
		stop.abort();
		await failed;
		await until(() => standIn().open === 0);
		expect(standIn().requests).toMatchObject([{ aborted: true, body: HELLO }]);
		expect((standIn().requests[0]?.endedAt ?? 0) - stopped).toBeLessThan(500);
	});

	it('that the client gives up in the middle of a stream is recorded as aborted', async () => {
		standIn().queue({ kind: 'stream', deltaDelayMs: 2, pingsEveryMs: 1 });
		const stream = sdk(standIn()).messages.stream(HELLO);
		stream.on('text', () => stream.abort());
		await expect(stream.done()).rejects.toThrow(Anthropic.APIUserAbortError);
		await until(() => standIn().open === 0);
		expect(standIn().requests).toMatchObject([{ aborted: true }]);
	});

	it('that never came whole is recorded as aborted, as far as it came', async () => {
		const socket = connect(Number(new URL(standIn().url).port), '127.0.0.1');
		socket.write(requestText('{"model":', 1000));
		await until(() => standIn().open === 1);
		socket.destroy();
		await until(() => standIn().requests.length === 1);
		expect(standIn().requests).toMatchObject([
			{ path: '/v1/messages', rawBody: '{"model":', body: undefined, aborted: true },
		]);
		expect(standIn().requests[0]?.endedAt).toEqual(expect.any(Number));
	});

	it('that the server broke off is not called aborted', async () => {
		for (const kind of ['reset', 'cut', 'garbage', 'reset-in-body'] as const) {
			standIn().queue({ kind });
			await expect(post(standIn(), ask('Hello'))).rejects.toThrow();
		}
		await until(() => standIn().open === 0);
		const ends = standIn().requests.map(({ aborted, endedAt }) => ({ aborted, endedAt }));
		const ended = { aborted: undefined, endedAt: expect.any(Number) };
		expect(ends).toEqual([ended, ended, ended, ended]);
	});
});

describe('the counts', () => {
	it('tell how many requests there were, and how many at once', async () => {
		standIn().latencyMs = 20;
		await Promise.all([1, 2, 3].map(async () => await post(standIn(), ask('Hello'))));
		await post(standIn(), ask('Hello'));
		await until(() => standIn().open === 0);
		expect(standIn()).toMatchObject({ count: 4, open: 0, maxOpen: 3 });
		standIn().reset();
		expect(standIn()).toMatchObject({ count: 0, maxOpen: 0, latencyMs: 0 });
	});

	it('know the connections that are open', async () => {
		const before = standIn().openConnections;
		const socket = connect(Number(new URL(standIn().url).port), '127.0.0.1');
		await until(() => standIn().openConnections === before + 1);
		socket.destroy();
		await until(() => standIn().openConnections === before);
	});
});
