import Anthropic from '@anthropic-ai/sdk';
import { retryDelay } from '../../../../nodes/shared/api/pacing/retryDelay';
import { networkFailure } from '../../../../nodes/shared/errors/networkFailure';
import { retryHint } from '../../../../nodes/shared/errors/retryHint';
import type { RetryHint } from '../../../../nodes/shared/errors/failure';
import { skipWaits } from '../../../engine/faults/quickWaits';
import { answerOf, text } from '../../output/messages';

const NOW = Date.UTC(2026, 10, 23, 12, 0, 0);
const later = (ms: number) => new Date(NOW + ms).toUTCString();

afterEach(() => jest.restoreAllMocks());

/** How long the SDK waits before each attempt when every one fails this way; empty where it gives up. */
async function sdkWaits(fail: () => Response, retries: number): Promise<number[]> {
	const waits = skipWaits();
	jest.spyOn(Date, 'now').mockReturnValue(NOW);
	const client = new Anthropic({
		apiKey: 'sk-ant-test',
		maxRetries: retries,
		logLevel: 'off',
		fetch: async () => fail(),
	});
	const sending = client.messages.create({
		model: 'claude-haiku-4-5',
		max_tokens: 1,
		messages: [],
	});
	await expect(sending).rejects.toThrow();
	return waits.sdk;
}

/** The same of the node. */
function nodeWaits(hint: RetryHint | undefined, retries: number): number[] {
	if (hint === undefined) return [];
	return Array.from({ length: retries }, (_, done) => retryDelay(hint, done, Math.random()));
}

const RETRIES = 7;
const STATUSES = [400, 401, 402, 403, 404, 408, 409, 413, 422, 429, 499, 500, 503, 504, 529, 599];

const ROWS: Array<[status: number, headers: Record<string, string>]> = [
	...STATUSES.map((status): [number, Record<string, string>] => [status, {}]),
	[400, { 'x-should-retry': 'true' }],
	[404, { 'x-should-retry': 'true', 'retry-after': '3' }],
	[429, { 'x-should-retry': 'false' }],
	[500, { 'x-should-retry': 'false', 'retry-after': '3' }],
	[429, { 'x-should-retry': 'TRUE' }],
	[400, { 'x-should-retry': '1' }],
	[400, { 'retry-after': '3' }],
	[429, { 'retry-after': '3' }],
	[529, { 'retry-after': '3' }],
	[429, { 'retry-after': '0.25' }],
	[429, { 'retry-after': '90' }],
	[429, { 'retry-after': '86400' }],
	[429, { 'retry-after': '2147483' }],
	[429, { 'retry-after': '2147484' }],
	[429, { 'retry-after': 'Infinity' }],
	[429, { 'retry-after': '0' }],
	[429, { 'retry-after': '-5' }],
	[429, { 'retry-after': '' }],
	[429, { 'retry-after': 'soon' }],
	[429, { 'retry-after': '5 seconds' }],
	[429, { 'retry-after': '2, 4' }],
	[429, { 'retry-after': later(7000) }],
	[429, { 'retry-after': later(-7000) }],
	[429, { 'retry-after': later(0) }],
	[429, { 'retry-after': later(30 * 24 * 3600 * 1000) }],
	[429, { 'retry-after-ms': '120' }],
	[429, { 'retry-after-ms': '120.5' }],
	[429, { 'retry-after-ms': '1e3' }],
	[429, { 'retry-after-ms': '120', 'retry-after': '3' }],
	[429, { 'retry-after-ms': '0', 'retry-after': '3' }],
	[429, { 'retry-after-ms': '-1', 'retry-after': '3' }],
	[429, { 'retry-after-ms': 'soon', 'retry-after': '3' }],
	[429, { 'retry-after-ms': '', 'retry-after': '3' }],
	[429, { 'retry-after-ms': '2147483647' }],
	[429, { 'retry-after-ms': '2147483648' }],
	[429, { 'retry-after-ms': '2147483648', 'retry-after': '3' }],
];

describe.each([0, 0.5, 1 - Number.EPSILON])(
	'with chance at %d, the waits are those of the SDK:',
	(chance) => {
		test.each(ROWS)('status %d with %j', async (status, headers) => {
			jest.spyOn(Math, 'random').mockReturnValue(chance);
			const expected = await sdkWaits(() => new Response('{}', { status, headers }), RETRIES);
			const waits = nodeWaits(retryHint({ status, headers }, undefined), RETRIES);
			expect(waits).toHaveLength(expected.length);
			for (const [index, ms] of waits.entries()) expect(ms).toBeCloseTo(expected[index] ?? NaN, 6);
		});

		test('a broken connection', async () => {
			jest.spyOn(Math, 'random').mockReturnValue(chance);
			const broken = Object.assign(new Error('reset'), { code: 'ECONNRESET' });
			const expected = await sdkWaits(() => {
				throw broken;
			}, RETRIES);
			const waits = nodeWaits(networkFailure(broken, 'api.example').retry, RETRIES);
			expect(waits).toHaveLength(RETRIES);
			for (const [index, ms] of waits.entries()) expect(ms).toBeCloseTo(expected[index] ?? NaN, 6);
		});
	},
);

describe('on purpose unlike the SDK:', () => {
	test.each(['enforced_spend_limit_reached', 'contract_spend_limit_reached'])(
		'a spend limit (%s) is final, because waiting does not bring it back',
		async (code) => {
			for (const headers of [{}, { 'retry-after': '3' }, { 'x-should-retry': 'true' }]) {
				expect(retryHint({ status: 429, headers }, code)).toBeUndefined();
			}
			expect(await sdkWaits(() => new Response('{}', { status: 429 }), 1)).toHaveLength(1);
		},
	);

	test('another code is no reason to give up', () => {
		expect(retryHint({ status: 429, headers: {} }, 'ramp_limit_exceeded')).toEqual({});
	});
});

test('a success is not asked again', async () => {
	const { message } = answerOf([text('Hello')]);
	const waits = skipWaits();
	const client = new Anthropic({
		apiKey: 'sk-ant-test',
		logLevel: 'off',
		fetch: async () => Response.json(message),
	});
	await client.messages.create({ model: 'claude-haiku-4-5', max_tokens: 1, messages: [] });
	expect(waits.sdk).toEqual([]);
	expect(retryHint({ status: 200, headers: {} }, undefined)).toBeUndefined();
});

test('the first waits double up to eight seconds, and chance only shortens them', () => {
	const longest = [500, 1000, 2000, 4000, 8000, 8000, 8000];
	for (const [retries, ms] of longest.entries()) {
		expect(retryDelay({}, retries, 0)).toBe(ms);
		expect(retryDelay({}, retries, 1)).toBe(ms * 0.75);
	}
	expect(retryDelay({}, 5000, 0)).toBe(8000);
});
