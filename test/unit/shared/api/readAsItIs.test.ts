import fc from 'fast-check';
import { readMessage } from '../../../../nodes/shared/api/endpoints/readMessage';
import { Failure } from '../../../../nodes/shared/errors/failure';
import { answerOf, text } from '../../output/messages';
import { answerIn, byNode, connection, inChunks, plain } from './reading';
import { opened } from './talking';
import { close, delta, end, event, start, stop, TEXT, TRANSCRIPTS } from './transcripts';

const TYPES = [
	'text/event-stream',
	'application/octet-stream',
	'text/plain; charset=utf-8',
	'',
	'application/json',
	'text/html',
];

/** The body as it comes over a stream that was asked for. */
const streamed = async (body: string, type: string, size = 7) => {
	const bytes = Buffer.from(body);
	const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
		bytes.subarray(index * size, (index + 1) * size),
	);
	return plain(await readMessage(connection, answerIn(inChunks(chunks), { type }), {}, () => 0));
};

/** The body as a whole, as it comes where JSON was asked for. */
const whole = async (body: string, type: string) => {
	const open = opened({ headers: { 'content-type': type }, body });
	return plain(await readMessage(connection, open, {}, () => 0));
};

const withoutNames = (stream: string) => stream.replaceAll(/^event:.*\n/gm, '');

describe.each(TYPES)('with the content type %j', (type) => {
	test('a stream is read as a stream, with and without names, whatever was asked for', async () => {
		const message = plain(await byNode([Buffer.from(TEXT)]));
		for (const body of [
			TEXT,
			withoutNames(TEXT),
			`\ufeff${TEXT}`,
			`: hi\n\n${TEXT}`,
			`\n\n${TEXT}`,
		]) {
			expect(await streamed(body, type)).toEqual(message);
			expect(await streamed(body, type, 1)).toEqual(message);
			expect(await whole(body, type)).toEqual(message);
		}
	});

	test('JSON is read as JSON, whatever was asked for', async () => {
		const { message } = answerOf([text('Grüße')]);
		const json = JSON.stringify(message);
		for (const body of [json, ` \n${json}\n`, JSON.stringify(message, undefined, 2)]) {
			expect(await streamed(body, type)).toEqual(message);
			expect(await streamed(body, type, 1)).toEqual(message);
			expect(await whole(body, type)).toEqual(message);
		}
	});

	test('JSON that breaks off is worth another attempt', async () => {
		await expect(streamed('{"type":"message","cont', type)).rejects.toMatchObject({ retry: {} });
	});
});

test('every transcript without names is the same message, however its lines end', async () => {
	const lineEnds = fc.constantFrom('\n', '\r\n', '\r');
	const transcripts = fc
		.constantFrom(...TRANSCRIPTS)
		.filter(([name]) => !/CR|each way|without a name/.test(name));
	await fc.assert(
		fc.asyncProperty(
			...([
				transcripts,
				lineEnds,
				fc.constantFrom(...TYPES),
				fc.integer({ min: 1, max: 50 }),
			] as const),
			async ([, stream], lineEnd, type, size) => {
				const nameless = withoutNames(stream).replaceAll('\n', lineEnd);
				expect(await streamed(nameless, type, size)).toEqual(
					plain(await byNode([Buffer.from(stream)])),
				);
			},
		),
		{ numRuns: 200 },
	);
});

describe('at the end of a stream', () => {
	const message = async () => plain(await byNode([Buffer.from(TEXT)]));

	test('[DONE] behind message_stop is nothing', async () => {
		expect(await streamed(`${TEXT}data: [DONE]\n\n`, 'text/event-stream')).toEqual(await message());
	});

	test('[DONE] instead of message_stop ends an answer that has said why it ends', async () => {
		const stream = TEXT.replace(stop(), 'data: [DONE]\n\n');
		expect(await streamed(stream, 'text/event-stream')).toEqual(await message());
	});

	test('[DONE] in the middle of an answer ends nothing', async () => {
		const stream = `${TEXT.slice(0, TEXT.indexOf('event: message_delta'))}data: [DONE]\n\n`;
		await expect(streamed(stream, 'text/event-stream')).rejects.toMatchObject({
			errorCode: 'ERR_STREAM_PREMATURE_CLOSE',
		});
	});
});

const ERROR = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } };

describe('an error in a stream is told as the server tells it', () => {
	test.each([
		['without a name', `data: ${JSON.stringify(ERROR)}\n\n`],
		['without a name and a type', `data: {"error":${JSON.stringify(ERROR.error)}}\n\n`],
		['under the name of another event', `event: message\ndata: ${JSON.stringify(ERROR)}\n\n`],
		['as a bare line', `${JSON.stringify(ERROR)}\n\n`],
		['as a bare line behind a name', `event: error\n${JSON.stringify(ERROR)}\n\n`],
		['as the last bytes', JSON.stringify(ERROR)],
	])('%s', async (_, error) => {
		await expect(streamed(start() + error, 'text/event-stream')).rejects.toMatchObject({
			type: 'overloaded_error',
			message: 'Overloaded',
			retry: {},
		});
	});

	test.each(['invalid_request_error', 'authentication_error', 'permission_error'])(
		'and %s is final: the same request would be told it again',
		async (type) => {
			const error = event({ type: 'error', error: { type, message: 'No' } });
			const reading = streamed(start() + error, 'text/event-stream');
			await expect(reading).rejects.toMatchObject({ type, retry: undefined });
		},
	);
});

test('an event without a name that breaks off breaks the stream', async () => {
	const [half] = withoutNames(delta(0, { type: 'text_delta', text: 'lost' })).split('lost');
	const stream = withoutNames(TEXT).replace(withoutNames(close(0)), `${half}\n\n`);
	await expect(streamed(stream, 'text/event-stream')).rejects.toThrow('broke before');
});

test('an answer of too many levels is told, and the input of a tool stays text', async () => {
	const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
	const json = JSON.stringify(answerOf([]).message).replace('"content":[]', `"content":[${deep}]`);
	await expect(whole(json, 'application/json')).rejects.toThrow('more than 500 levels');
	const stream =
		start() +
		event({
			type: 'content_block_start',
			index: 0,
			content_block: { type: 'tool_use', input: {} },
		}) +
		delta(0, { type: 'input_json_delta', partial_json: deep }) +
		close(0) +
		end();
	expect(await streamed(stream, 'text/event-stream', 1000)).toMatchObject({
		content: [{ input: deep }],
	});
});

test.each<[string, (deep: unknown) => string]>([
	['a citation', (deep) => delta(0, { type: 'citations_delta', citation: { title: deep } })],
	['the usage', (deep) => event({ type: 'message_delta', delta: {}, usage: { odd: deep } })],
	['the container', (deep) => event({ type: 'message_delta', delta: { container: deep } })],
	[
		'the result of a search',
		(content) =>
			event({
				type: 'content_block_start',
				index: 1,
				content_block: { type: 'web_search_tool_result', content },
			}),
	],
])('%s of too many levels in a stream is told', async (_, made) => {
	const levels = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
	const block = event({ type: 'content_block_start', index: 0, content_block: text('') });
	const stream = start() + block + made('deep').replace('"deep"', levels) + close(0) + end();
	const reading = streamed(stream, 'text/event-stream', 1000);
	await expect(reading).rejects.toThrow('more than 500 levels');
});

test('whatever bytes come with whatever type: a message or a failure', async () => {
	const piece = fc.constantFrom(
		...['{', '}', '"type":"message"', '"content":', '[', ']', ',', '"error":', 'null', '"a"', '1'],
		...['data: ', 'event: ', 'error', '\n', '\n\n', ': ', '[DONE]', '<html>', '\ufeff', ' ', '\r'],
		...[start(), end(), stop(), delta(0, { type: 'text_delta', text: 'a' }), close(0)],
	);
	const bodies = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
	await fc.assert(
		fc.asyncProperty(bodies, fc.constantFrom(...TYPES), async (body, type) => {
			for (const read of [streamed, whole]) {
				const outcome: unknown = await read(body, type).catch((error: unknown) => error);
				if (outcome instanceof Failure) continue;
				expect(outcome).toMatchObject({ content: expect.any(Array) });
			}
		}),
		{ numRuns: 500 },
	);
});
