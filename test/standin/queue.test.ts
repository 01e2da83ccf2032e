import Anthropic from '@anthropic-ai/sdk';
import { request } from 'undici';
import { startStandIn } from './index';
import { ask, get, post, refusal, sdk, textOf, useStandIn } from './testkit';

const standIn = useStandIn();

const HELLO: Anthropic.MessageCreateParamsNonStreaming = {
	model: 'claude-haiku-4-5',
	max_tokens: 100,
	messages: [{ role: 'user', content: 'Hello' }],
};

describe('queued replies', () => {
	it('come once each, in order, and then the default reply again', async () => {
		standIn().queue({ kind: 'text', text: 'first' }, { kind: 'text', text: 'second' });
		const client = sdk(standIn());
		const texts = [
			textOf(await client.messages.create(HELLO)),
			textOf(await client.messages.create(HELLO)),
			textOf(await client.messages.create(HELLO)),
		];
		expect(texts).toEqual(['first', 'second', 'You asked: "Hello"']);
	});

	it('lay a message over the default one', async () => {
		const message = { content: [], stop_reason: 'refusal' } as const;
		standIn().queue({
			kind: 'message',
			message: { ...message, content: [] },
			headers: { 'x-a': 'b' },
		});
		const { json, headers } = await post(standIn(), ask('Hello'));
		expect(json).toMatchObject({ ...message, model: 'claude-haiku-4-5', type: 'message' });
		expect(headers['x-a']).toBe('b');
	});

	it('are errors that the SDK knows', async () => {
		standIn().queue({
			kind: 'error',
			status: 429,
			type: 'rate_limit_error',
			message: 'Slow down',
			details: { error_code: 'enforced_spend_limit_reached' },
			headers: { 'retry-after': '7' },
		});
		const error: unknown = await sdk(standIn())
			.messages.create(HELLO)
			.catch((reason: unknown) => reason);
		expect(error).toBeInstanceOf(Anthropic.RateLimitError);
		expect(error).toMatchObject({
			status: 429,
			type: 'rate_limit_error',
			requestID: expect.stringMatching(/^req_/),
		});
	});

	it('are bytes as they are, without a request id', async () => {
		standIn().queue({
			kind: 'raw',
			status: 302,
			headers: { location: 'https://login.example.com/', 'content-type': 'text/html' },
			body: '<html>Please log in</html>',
		});
		const response = await request(`${standIn().url}/v1/messages`, { method: 'POST' });
		expect(response.statusCode).toBe(302);
		expect(response.headers.location).toBe('https://login.example.com/');
		expect(response.headers['request-id']).toBeUndefined();
		expect(await response.body.text()).toBe('<html>Please log in</html>');
	});

	it('can be a connection that breaks before the headers', async () => {
		standIn().queue({ kind: 'reset' });
		await expect(sdk(standIn()).messages.create(HELLO)).rejects.toThrow(
			Anthropic.APIConnectionError,
		);
		expect(standIn().requests).toHaveLength(1);
	});

	it('can be late', async () => {
		standIn().queue({ kind: 'delay', ms: 30, then: { kind: 'text', text: 'late' } });
		const start = performance.now();
		expect(textOf(await sdk(standIn()).messages.create(HELLO))).toBe('late');
		expect(performance.now() - start).toBeGreaterThanOrEqual(25);
	});

	it('do not keep the server from closing', async () => {
		const own = await startStandIn({ apiKey: 'own' });
		const arrived = new Promise<void>((resolve) => {
			const when = () => (resolve(), true);
			own.queue({ kind: 'delay', ms: 600_000, then: { kind: 'reset' }, when });
		});
		const answer = sdk(own, { apiKey: 'own' }).messages.create(HELLO);
		const failed = expect(answer).rejects.toThrow(Anthropic.APIConnectionError);
		await arrived;
		await own.close();
		await failed;
	});

	it('are an api_error when their own condition throws', async () => {
		const when = () => {
			throw new TypeError('a mistake in the test');
		};
		standIn().queue({ kind: 'text', text: 'never', when });
		expect(await post(standIn(), ask('Hello'))).toMatchObject(refusal(500, 'api_error'));
	});

	it('wait for the request that they are aimed at', async () => {
		standIn().queue({
			kind: 'text',
			text: 'aimed',
			when: (received) => received.rawBody.includes('second item'),
		});
		const texts = [];
		for (const content of ['first item', 'second item', 'second item']) {
			const message = await sdk(standIn()).messages.create({
				...HELLO,
				messages: [{ role: 'user', content }],
			});
			texts.push(textOf(message));
		}
		expect(texts).toEqual(['You asked: "first item"', 'aimed', 'You asked: "second item"']);
	});

	it('wait for the path that they are for', async () => {
		standIn().queue({
			kind: 'error',
			path: '/v1/models',
			status: 500,
			type: 'api_error',
			message: 'Oops',
		});
		expect((await post(standIn(), ask('Hello'))).status).toBe(200);
		expect(await get(standIn(), '/v1/models')).toMatchObject(refusal(500, 'api_error', 'Oops'));
	});

	it('do not answer a request that the API refuses, and stay queued', async () => {
		standIn().queue({ kind: 'text', text: 'kept' });
		expect((await post(standIn(), ask(''))).status).toBe(400);
		expect(textOf(await sdk(standIn()).messages.create(HELLO))).toBe('kept');
	});
});

describe('the record of requests', () => {
	it('holds what arrived, in order', async () => {
		await get(standIn(), '/v1/models?limit=1&lifecycle[]=active&lifecycle[]=retired');
		await post(standIn(), ask('Hello'), { 'anthropic-beta': 'files-api-2025-04-14' });
		expect(standIn().requests).toEqual([
			expect.objectContaining({
				method: 'GET',
				path: '/v1/models',
				query: { limit: '1', 'lifecycle[]': ['active', 'retired'] },
				rawBody: '',
				body: undefined,
			}),
			expect.objectContaining({
				method: 'POST',
				path: '/v1/messages',
				headers: expect.objectContaining({ 'anthropic-beta': 'files-api-2025-04-14' }),
				rawBody: JSON.stringify(ask('Hello')),
				body: ask('Hello'),
				at: expect.any(Number),
			}),
		]);
	});

	it('is forgotten by reset, with the queue', async () => {
		standIn().queue({ kind: 'text', text: 'forgotten' });
		await get(standIn(), '/v1/models');
		standIn().reset();
		expect(standIn().requests).toEqual([]);
		expect(textOf(await sdk(standIn()).messages.create(HELLO))).toBe('You asked: "Hello"');
	});
});
