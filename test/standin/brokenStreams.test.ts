/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { once } from 'node:events';
import Anthropic from '@anthropic-ai/sdk';
import type { QueuedReply } from './index';
import { postRaw } from './rawClient';
import { ask, post, sdk, send, textOf, useStandIn } from './testkit';

// On a busy machine the kernel now and then tells of a reset as of an end.
jest.retryTimes(2);

const standIn = useStandIn();

const HELLO: Anthropic.MessageCreateParamsNonStreaming = {
	model: 'claude-haiku-4-5',
	max_tokens: 100,
	messages: [{ role: 'user', content: 'Hello' }],
};
/** What ends a chunked response as it should. */
const PROPER_END = '0\r\n\r\n';

async function finalMessage(reply: QueuedReply) {
	standIn().queue(reply);
	return await sdk(standIn()).messages.stream(HELLO).finalMessage();
}

async function wire(reply: QueuedReply) {
	standIn().queue(reply);
	const { text, end } = await postRaw(standIn(), ask('Hello', { stream: true }));
	return {
		events: text.match(/^event: .*$/gm)?.map((line) => line.slice(7)) ?? [],
		isProper: text.endsWith(PROPER_END),
		end,
		text,
	};
}

const THREE_EVENTS = ['message_start', 'content_block_start', 'content_block_delta'];
const QUIET = { kind: 'stream', pingsEveryMs: 0 } as const;

describe('a queued stream', () => {
	it('waits for a request that streams', async () => {
		standIn().queue({ kind: 'stream', message: { stop_reason: 'refusal' } });
		expect((await post(standIn(), ask('Hello'))).json).toMatchObject({ stop_reason: 'end_turn' });
		expect(await sdk(standIn()).messages.stream(HELLO).finalMessage()).toMatchObject({
			stop_reason: 'refusal',
		});
	});

	it('pings as often as it is told while the text comes slowly', async () => {
		const { events } = await wire({
			kind: 'stream',
			deltaDelayMs: 10,
			pingsEveryMs: 4,
			endAfter: 4,
		});
		expect(events).toEqual([
			'message_start',
			'content_block_start',
			'ping',
			'ping',
			'content_block_delta',
			'ping',
			'ping',
			'ping',
			'content_block_delta',
		]);
	});

	it('can end in an error event, as it should end', async () => {
		expect(await wire({ ...QUIET, errorAfter: 3 })).toMatchObject({
			events: [...THREE_EVENTS, 'error'],
			isProper: true,
		});
		const error = { type: 'api_error', message: 'Internal server error' };
		await expect(finalMessage({ ...QUIET, errorAfter: 3, error })).rejects.toMatchObject({
			error: { error },
			type: 'api_error',
		});
		await expect(finalMessage({ ...QUIET, errorAfter: 0 })).rejects.toMatchObject({
			type: 'overloaded_error',
		});
	});

	it.each([
		['endAfter', 'FIN', true],
		['cutAfter', 'FIN', false],
		['resetAfter', 'RST', false],
	] as const)('can break without message_stop: %s', async (name, end, isProper) => {
		const answer = await wire({ ...QUIET, [name]: 3 });
		expect(answer).toMatchObject({ events: THREE_EVENTS, end, isProper });
		await expect(finalMessage({ ...QUIET, [name]: 3 })).rejects.toThrow(Anthropic.AnthropicError);
	});

	it('can break before its first event', async () => {
		const answer = await wire({ ...QUIET, cutAfter: 0 });
		expect(answer).toMatchObject({ events: [], end: 'FIN', isProper: false });
		expect(answer.text).toMatch(/^HTTP\/1.1 200 OK\r\n/);
	});

	it('can fall silent until the client hangs up', async () => {
		standIn().queue({ kind: 'stream', hangAfter: 3 });
		const stream = sdk(standIn()).messages.stream(HELLO);
		stream.on('text', () => stream.abort());
		await expect(stream.done()).rejects.toThrow(Anthropic.APIUserAbortError);
	});
});

describe('queued events', () => {
	const TEXT = 'Grüezi 🐜';

	/** A whole stream as the stand-in itself writes it. */
	async function transcript(): Promise<Buffer> {
		standIn().queue({ kind: 'text', text: TEXT });
		const response = await send(standIn(), ask('Hello', { stream: true }));
		return Buffer.from(await response.body.arrayBuffer());
	}

	it('are the bytes as given, cut anywhere, in a character as well', async () => {
		const whole = await transcript();
		const from = whole.indexOf('ü') - 60;
		for (let cut = from; cut < from + 300; cut++) {
			const chunks = [whole.subarray(0, cut), whole.subarray(cut)];
			expect(textOf(await finalMessage({ kind: 'events', chunks }))).toBe(TEXT);
		}
	});

	it('come chunk by chunk, strings and bytes, with pauses', async () => {
		const start = performance.now();
		const { text } = await wire({
			kind: 'events',
			chunks: ['event: pi', { delayMs: 10 }, Buffer.from('ng\n'), '\n'],
			headers: { 'request-id': 'req_own' },
		});
		expect(performance.now() - start).toBeGreaterThanOrEqual(9);
		expect(text).toContain('content-type: text/event-stream');
		expect(text).toContain('request-id: req_own\r\n');
		expect(text.split('\r\n\r\n')[1]).toBe('9\r\nevent: pi\r\n3\r\nng\n\r\n1\r\n\n\r\n0');
	});

	it.each([
		['close', 'FIN', true],
		['cut', 'FIN', false],
		['reset', 'RST', false],
	] as const)('end as they are told: %s', async (how, end, isProper) => {
		const chunks = ['event: message_start\n'];
		expect(await wire({ kind: 'events', chunks, end: how })).toMatchObject({
			events: ['message_start'],
			end,
			isProper,
		});
	});

	it('can hang until the client goes', async () => {
		standIn().queue({ kind: 'events', chunks: ['event: ping\ndata: {}\n\n'], end: 'hang' });
		const response = await send(standIn(), ask('Hello'));
		const [first] = await once(response.body, 'data');
		expect(String(first)).toBe('event: ping\ndata: {}\n\n');
		response.body.on('error', () => {}).destroy();
	});
});
