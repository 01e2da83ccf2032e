import Anthropic from '@anthropic-ai/sdk';
import { RateLimits } from './limits/rateLimits';
import { ask, get, post, refusal, sdk, send, useStandIn } from './testkit';

const standIn = useStandIn();

/** So slow that nothing comes back during a test. */
const SLOW = { perSecond: 0.5, burst: 2 };

const HELLO: Anthropic.MessageCreateParamsNonStreaming = {
	model: 'claude-haiku-4-5',
	max_tokens: 100,
	messages: [{ role: 'user', content: 'Hello' }],
};

describe('without a limit', () => {
	it('answers carry no such header', async () => {
		const { headers } = await post(standIn(), ask('Hello'));
		expect(Object.keys(headers).filter((name) => /ratelimit|retry/.test(name))).toEqual([]);
	});
});

describe('a limit on requests', () => {
	it('tells in every answer what is left, and when the bucket is full again', async () => {
		standIn().limitRequests({ perSecond: 4, burst: 5 });
		const before = Date.now();
		const { headers } = await post(standIn(), ask('Hello'));
		expect(headers).toMatchObject({
			'anthropic-ratelimit-requests-limit': '5',
			'anthropic-ratelimit-requests-remaining': '4',
			'anthropic-ratelimit-requests-reset': expect.stringMatching(/^.{10}T.{8}\.\d{3}Z$/),
		});
		const reset = Date.parse(String(headers['anthropic-ratelimit-requests-reset']));
		expect(reset - before).toBeGreaterThanOrEqual(249);
		expect(reset - before).toBeLessThan(2000);
	});

	it('tells about tokens too, much or as it is told', async () => {
		const reset = '2026-11-23T00:00:00.000Z';
		standIn().limitRequests({ ...SLOW, tokens: { limit: 50_000, remaining: 1000, reset } });
		const { headers } = await post(standIn(), ask('Hello'));
		expect(headers).toMatchObject({
			'anthropic-ratelimit-input-tokens-limit': '4000000',
			'anthropic-ratelimit-input-tokens-remaining': '4000000',
			'anthropic-ratelimit-input-tokens-reset': expect.stringMatching(/Z$/),
			'anthropic-ratelimit-output-tokens-limit': '800000',
			'anthropic-ratelimit-tokens-limit': '50000',
			'anthropic-ratelimit-tokens-remaining': '1000',
			'anthropic-ratelimit-tokens-reset': reset,
		});
	});

	it('refuses when the bucket is empty, with whole seconds to wait', async () => {
		standIn().limitRequests(SLOW);
		await post(standIn(), ask('Hello'));
		await (await send(standIn(), ask('Hello', { stream: true }))).body.dump();
		const refused = await post(standIn(), ask('Hello'));
		expect(refused).toMatchObject(refusal(429, 'rate_limit_error'));
		expect(refused.headers).toMatchObject({
			'retry-after': expect.stringMatching(/^[12]$/),
			'anthropic-ratelimit-requests-remaining': '0',
		});
		expect(refused.headers).not.toHaveProperty('retry-after-ms');
		expect(standIn().limits).toMatchObject({ granted: 2, refused: 1 });
	});

	it.each([
		['ms', ['retry-after', 'retry-after-ms']],
		['none', []],
	] as const)('may tell the time to wait in another way: %s', async (retryAfter, names) => {
		standIn().limitRequests({ ...SLOW, burst: 1, retryAfter });
		await post(standIn(), ask('Hello'));
		const { headers, status } = await post(standIn(), ask('Hello'));
		expect(status).toBe(429);
		expect(Object.keys(headers).filter((name) => name.startsWith('retry'))).toEqual(names);
		if (retryAfter === 'ms') expect(Number(headers['retry-after-ms'])).toBeLessThanOrEqual(2000);
	});

	it('is waited for by the SDK as long as it says', async () => {
		standIn().limitRequests({ perSecond: 2, burst: 1, retryAfter: 'ms' });
		const client = sdk(standIn(), { maxRetries: 1 });
		const start = performance.now();
		await client.messages.create(HELLO);
		await client.messages.create(HELLO);
		expect(performance.now() - start).toBeGreaterThanOrEqual(450);
		expect(standIn().limits).toMatchObject({ granted: 2, refused: 1 });
	});

	it('leaves the queue alone when it refuses', async () => {
		standIn().limitRequests({ ...SLOW, burst: 1 });
		standIn().queue({ kind: 'text', text: 'first' }, { kind: 'text', text: 'second' });
		await post(standIn(), ask('Hello'));
		expect((await post(standIn(), ask('Hello'))).status).toBe(429);
		standIn().limitRequests(SLOW);
		expect((await post(standIn(), ask('Hello'))).json).toMatchObject({
			content: [{ text: 'second' }],
		});
	});

	it('counts what the API refuses, but not other paths nor a wrong key', async () => {
		standIn().limitRequests(SLOW);
		await get(standIn(), '/v1/models');
		expect((await post(standIn(), ask('Hello'), { 'x-api-key': 'sk' })).status).toBe(401);
		expect((await post(standIn(), ask(''))).status).toBe(400);
		expect(standIn().limits.granted).toBe(1);
	});

	it('is gone after reset', async () => {
		standIn().limitRequests({ ...SLOW, burst: 1 });
		await post(standIn(), ask('Hello'));
		await post(standIn(), ask('Hello'));
		standIn().reset();
		expect((await post(standIn(), ask('Hello'))).status).toBe(200);
		expect(standIn().limits).toMatchObject({ granted: 0, refused: 0 });
	});

	it('may be told as another one than is enforced', async () => {
		standIn().limitRequests({ ...SLOW, told: { perSecond: 1, burst: 60 } });
		const { headers } = await post(standIn(), ask('Hello'));
		expect(headers).toMatchObject({
			'anthropic-ratelimit-requests-limit': '60',
			'anthropic-ratelimit-requests-remaining': '59',
		});
		await post(standIn(), ask('Hello'));
		expect((await post(standIn(), ask('Hello'))).status).toBe(429);
	});

	it('may be told by a lie', async () => {
		const told = { limit: 50, remaining: 0, reset: '2036-01-01T00:00:00Z' };
		standIn().limitRequests({ ...SLOW, told });
		expect(await post(standIn(), ask('Hello'))).toMatchObject({
			status: 200,
			headers: {
				'anthropic-ratelimit-requests-remaining': '0',
				'anthropic-ratelimit-requests-reset': told.reset,
			},
		});
	});

	it('tells times in whole seconds, or nothing at all', async () => {
		standIn().limitRequests({ ...SLOW, reset: 'seconds' });
		const { headers } = await post(standIn(), ask('Hello'));
		expect(headers['anthropic-ratelimit-requests-reset']).toMatch(/\.000Z$/);
		standIn().limitRequests({ ...SLOW, headers: false });
		const silent = await post(standIn(), ask('Hello'));
		expect(Object.keys(silent.headers).filter((name) => /ratelimit/.test(name))).toEqual([]);
	});
});

describe('limits in the time of a test', () => {
	it('another client takes its part', () => {
		const limits = new RateLimits();
		limits.set({ perSecond: 10, burst: 10, rival: 0.5 });
		const start = performance.now();
		const grantedAt = (ms: number) =>
			Array.from({ length: 20 }, () => limits.admit(undefined, start + ms)).filter(
				({ isRefused }) => !isRefused,
			).length;
		expect([grantedAt(1), grantedAt(1005)]).toEqual([10, 5]);
	});

	it('a request takes from all limits or from none', () => {
		const limits = new RateLimits();
		const flow = { perSecond: 10, burst: 100 };
		limits.set({ perSecond: 1, burst: 2, inputFlow: flow, outputFlow: flow, retryAfter: 'ms' });
		const now = performance.now();
		const admit = (input: number, output: number) =>
			limits.admit(undefined, now, { input, output });
		expect(admit(60, 10).isRefused).toBe(false);
		expect(admit(60, 10)).toMatchObject({
			isRefused: true,
			headers: {
				'retry-after-ms': '2000',
				'anthropic-ratelimit-requests-remaining': '1',
				'anthropic-ratelimit-input-tokens-remaining': '40',
				'anthropic-ratelimit-output-tokens-remaining': '90',
			},
		});
		expect(admit(40, 90).isRefused).toBe(false);
		expect(admit(0, 0).isRefused).toBe(true);
	});
});
