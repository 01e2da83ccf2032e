import Anthropic from '@anthropic-ai/sdk';
import type { Message } from '@anthropic-ai/sdk/resources/messages';
import { openAnswer } from '../../../nodes/ClaudeMessages/api/openAnswer';
import { readMessage } from '../../../nodes/ClaudeMessages/api/readMessage';
import { apiFailure } from '../../../nodes/ClaudeMessages/errors/apiFailure';
import { networkFailure } from '../../../nodes/ClaudeMessages/errors/networkFailure';
import { event, TRANSCRIPTS } from './transcripts';

const connection = {
	request: async () => {
		throw networkFailure('unused', 'api.example');
	},
	failureOf: apiFailure,
};

/** The message as the node reads it from these chunks. */
async function byNode(chunks: readonly Buffer[]): Promise<Message> {
	async function* body() {
		yield* chunks;
	}
	const answer = openAnswer(
		{
			statusCode: 200,
			headers: { 'content-type': 'text/event-stream; charset=utf-8' },
			body: Object.assign(body(), { destroy: () => undefined }),
		},
		{ host: 'api.example', timeout: 5, giveUp: new AbortController() },
	);
	return await readMessage(connection, answer, {}, () => undefined);
}

/** The message as the official SDK reads it. */
async function bySdk(bytes: Buffer): Promise<unknown> {
	const client = new Anthropic({
		apiKey: 'sk-ant-test',
		maxRetries: 0,
		logLevel: 'off',
		fetch: async () =>
			new Response(bytes, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } }),
	});
	const message = await client.messages
		.stream({ model: 'claude-sonnet-5-5', max_tokens: 10, messages: [] })
		.finalMessage();
	// Only the SDK's own parser of outputs adds this field; it does not come over the wire.
	return JSON.parse(
		JSON.stringify(message, (key, value: unknown) => (key === 'parsed_output' ? undefined : value)),
	);
}

const plain = (message: Message): unknown => JSON.parse(JSON.stringify(message));

describe.each(TRANSCRIPTS)('a stream with %s', (_, transcript) => {
	const bytes = Buffer.from(transcript);
	let expected: unknown;
	beforeAll(async () => (expected = await bySdk(bytes)));

	test('gives the message of the official SDK, wherever it is cut in two', async () => {
		for (let cut = 0; cut <= bytes.length; cut++) {
			const message = await byNode([bytes.subarray(0, cut), bytes.subarray(cut)]);
			expect({ cut, message: plain(message) }).toEqual({ cut, message: expected });
		}
	});

	test('gives the same byte by byte', async () => {
		const message = await byNode([...bytes].map((byte) => Buffer.from([byte])));
		expect(plain(message)).toEqual(expected);
	});
});

const [, whole = ''] = TRANSCRIPTS[0] ?? [];

test('a stream that breaks off anywhere before message_stop is a broken connection, never an answer', async () => {
	const end = Buffer.from(whole).indexOf('event: message_stop');
	for (let cut = 0; cut < end; cut++) {
		await expect(byNode([Buffer.from(whole).subarray(0, cut)])).rejects.toMatchObject({
			type: 'connection_error',
			retry: {},
		});
	}
});

test('an error in mid-stream is the words of the API, and worth another attempt', async () => {
	const error = event({
		type: 'error',
		error: { type: 'overloaded_error', message: 'Overloaded' },
	});
	const stream = whole.replace('event: message_delta', `${error}event: message_delta`);
	await expect(byNode([Buffer.from(stream)])).rejects.toMatchObject({
		message: 'Overloaded',
		type: 'overloaded_error',
		retry: {},
	});
});

/**
 * The SDK completes the input of a tool that `max_tokens` cut off; here it stays the text that came, so
 * that nothing takes half an input for a whole one.
 */
test('the input of a tool that breaks off stays text, on purpose unlike the SDK', async () => {
	const [, stream = ''] = TRANSCRIPTS.find(([name]) => name.includes('in fragments')) ?? [];
	const cut = stream.replace(', 3], \\"exact\\": true}', '');
	const message = await byNode([Buffer.from(cut)]);
	expect(message.content[0]).toMatchObject({ input: '{"place": "Kiel", "days": [1, 2' });
	expect(await bySdk(Buffer.from(cut))).toMatchObject({
		content: [{ input: { place: 'Kiel', days: [1] } }],
	});
});
