import type Anthropic from '@anthropic-ai/sdk';
import { EVERYTHING } from './everyBlock';
import { ask, post, refusal, sdk, send, textOf, useStandIn } from './testkit';

const standIn = useStandIn();

const HELLO: Anthropic.MessageCreateParamsNonStreaming = {
	model: 'claude-haiku-4-5',
	max_tokens: 100,
	messages: [{ role: 'user', content: 'Hello' }],
};

async function streamText(body: unknown) {
	const response = await send(standIn(), body);
	return { headers: response.headers, text: await response.body.text() };
}

async function eventNames(body: unknown) {
	const { text } = await streamText(body);
	return text.match(/^event: .*$/gm)?.map((line) => line.slice(7));
}

async function events() {
	const list: Anthropic.RawMessageStreamEvent[] = [];
	const stream = await sdk(standIn()).messages.create({ ...HELLO, stream: true });
	for await (const event of stream) list.push(event);
	return list;
}

describe('a stream', () => {
	it('has the events of the API in their order, and a ping', async () => {
		expect(await eventNames(ask('Hi', { stream: true, max_tokens: 2 }))).toEqual([
			'message_start',
			'content_block_start',
			'ping',
			'content_block_delta',
			'content_block_delta',
			'content_block_delta',
			'content_block_stop',
			'message_delta',
			'message_stop',
		]);
	});

	it('is announced as one, with a request id', async () => {
		const { headers, text } = await streamText(ask('Hi', { stream: true }));
		expect(headers).toMatchObject({
			'content-type': 'text/event-stream; charset=utf-8',
			'request-id': expect.stringMatching(/^req_/),
		});
		expect(text).toContain('event: ping\ndata: {"type":"ping"}\n\n');
	});

	it('begins with a message in which nothing is said yet, and ends with the whole usage', async () => {
		const list = await events();
		expect(list[0]).toMatchObject({
			message: { content: [], stop_reason: null, usage: { input_tokens: 2, output_tokens: 1 } },
		});
		expect(list.at(-2)).toEqual({
			type: 'message_delta',
			delta: { stop_reason: 'end_turn', stop_sequence: null, stop_details: null, container: null },
			usage: expect.objectContaining({ input_tokens: 2, output_tokens: 5 }),
		});
	});

	it('comes to the same message as JSON does', async () => {
		const json = await sdk(standIn()).messages.create(HELLO);
		const streamed = await sdk(standIn()).messages.stream(HELLO).finalMessage();
		expect({ ...streamed }).toEqual({ ...json, id: expect.any(String), parsed_output: null });
	});

	it('brings every kind of block of a queued message, in the SDK and piece by piece', async () => {
		standIn().queue({ kind: 'message', message: EVERYTHING });
		const message = await sdk(standIn()).messages.stream(HELLO).finalMessage();
		expect(JSON.parse(JSON.stringify(message))).toMatchObject(EVERYTHING);
	});

	it('cuts texts and inputs into small pieces, no character in two', async () => {
		standIn().queue({ kind: 'message', message: EVERYTHING });
		const deltas = (await events()).flatMap((event) =>
			event.type === 'content_block_delta' ? [event.delta] : [],
		);
		const pieces = deltas.flatMap((delta) => {
			if (delta.type === 'text_delta') return [delta.text];
			if (delta.type === 'input_json_delta') return [delta.partial_json];
			return delta.type === 'thinking_delta' ? [delta.thinking] : [];
		});
		expect(Math.max(...pieces.map((piece) => Array.from(piece).length))).toBe(5);
		expect(pieces.filter((piece) => /\p{Surrogate}/u.test(piece))).toEqual([]);
		expect(new Set(deltas.map(({ type }) => type))).toEqual(
			new Set([
				'thinking_delta',
				'signature_delta',
				'text_delta',
				'citations_delta',
				'input_json_delta',
			]),
		);
	});

	it('brings the result of a server tool whole', async () => {
		standIn().queue({ kind: 'message', message: EVERYTHING });
		const list = await events();
		expect(list).toContainEqual({
			type: 'content_block_start',
			index: 4,
			content_block: EVERYTHING.content?.[4],
		});
		expect(list.filter((event) => 'index' in event && event.index === 4)).toHaveLength(2);
	});

	it('of a queued text says that text', async () => {
		standIn().queue({ kind: 'text', text: 'Grüezi 👋' });
		expect(textOf(await sdk(standIn()).messages.stream(HELLO).finalMessage())).toBe('Grüezi 👋');
	});

	it('can pause, to be continued', async () => {
		const content = EVERYTHING.content?.slice(3, 5) ?? [];
		standIn().queue({ kind: 'message', message: { content, stop_reason: 'pause_turn' } });
		expect(await sdk(standIn()).messages.stream(HELLO).finalMessage()).toMatchObject({
			stop_reason: 'pause_turn',
		});
	});

	it('is refused in JSON', async () => {
		expect(await post(standIn(), ask('', { stream: true }))).toMatchObject(
			refusal(400, 'invalid_request_error', 'messages.0: '),
		);
		standIn().queue({ kind: 'error', status: 529, type: 'overloaded_error', message: 'Busy' });
		expect(await post(standIn(), ask('Hi', { stream: true }))).toMatchObject(
			refusal(529, 'overloaded_error', 'Busy'),
		);
	});
});
