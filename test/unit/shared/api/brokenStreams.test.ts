import type { StreamEvent } from '../../../../nodes/shared/api/endpoints/accumulateMessage';
import { readMessage } from '../../../../nodes/shared/api/endpoints/readMessage';
import { Failure } from '../../../../nodes/shared/errors/failure';
import { networkFailure } from '../../../../nodes/shared/errors/networkFailure';
import { answerOf, text } from '../../output/messages';
import { answerIn, byNode, connection, inChunks } from './reading';
import {
	calling,
	close,
	delta,
	end,
	event,
	fragments,
	open,
	PING,
	start,
	stop,
	TEXT,
	words,
} from './transcripts';

/** What comes of a body: a message, or a failure and no other error. */
async function outcome(body: string, answer: { status?: number; type?: string } = {}) {
	let begun = 0;
	const chunks = inChunks([Buffer.from(body)]);
	const heard = ({ type }: StreamEvent) => {
		if (type === 'message_start') begun++;
	};
	const result = await readMessage(connection, answerIn(chunks, answer), {}, heard).catch(
		(error: unknown) => error,
	);
	return { result, begun };
}

async function failureOf(...args: Parameters<typeof outcome>) {
	const { result } = await outcome(...args);
	expect(result).toBeInstanceOf(Failure);
	return result;
}

const BROKEN = {
	type: 'connection_error',
	errorCode: 'ERR_STREAM_PREMATURE_CLOSE',
	message: 'The connection to api.example broke before the whole answer had come',
	requestId: 'req_1',
	retry: {},
};

describe('a stream that ends without message_stop is a broken connection, worth another attempt:', () => {
	test.each<[string, string]>([
		['no byte', ''],
		['pings only', PING + PING],
		['after message_start', start()],
		['in a block', start() + open(0, { type: 'text', text: '' })],
		['between two blocks', TEXT.slice(0, TEXT.indexOf('event: message_delta'))],
		['after message_delta', TEXT.replace(stop(), '')],
		['before the blank line of message_stop', TEXT.slice(0, -1)],
		['message_stop, but never a message_start', stop()],
		['a message_start without a message', event({ type: 'message_start' }) + end()],
	])('%s', async (_, body) => {
		expect(await failureOf(body)).toMatchObject(BROKEN);
	});

	test('cut at any byte', async () => {
		const bytes = Buffer.from(TEXT);
		for (let cut = 0; cut < bytes.length; cut++) {
			await expect(byNode([bytes.subarray(0, cut)])).rejects.toMatchObject(BROKEN);
		}
	});
});

describe('an event that cannot be read breaks the stream: it may be a part of the answer', () => {
	const MIDDLE = 'event: content_block_delta\n';
	test.each([
		['no JSON', 'oops'],
		['half an object', '{"type":"content_block_delta","ind'],
		['null', 'null'],
		['a list', '[]'],
		['text', '"content_block_delta"'],
		['a delta that is no object', '{"index":0,"delta":"lo"}'],
		['a type that is no text', '{"type":4}'],
	])('%s', async (_, data) => {
		expect(
			await failureOf(TEXT.replace(MIDDLE, `${MIDDLE}data: ${data}\n\n${MIDDLE}`)),
		).toMatchObject(BROKEN);
	});

	test.each([
		['a message that is a word', event({ type: 'message_start', message: 'hello' }) + end()],
		[
			'a block that is a word',
			start() + event({ type: 'content_block_start', content_block: 'text' }) + close(0) + end(),
		],
		[
			'a delta that is a word',
			TEXT.replace(stop(), event({ type: 'content_block_delta', delta: 'lo' }) + stop()),
		],
		[
			'a call of a tool whose block is null',
			start() +
				event({ type: 'content_block_start', index: 0, content_block: null }) +
				fragments(0, '{"city":"Kiel"}') +
				end({ stop_reason: 'tool_use' }),
		],
	])('%s', async (_, body) => {
		expect(await failureOf(body)).toMatchObject(BROKEN);
	});
});

describe('what holds nothing is no reason to pay again:', () => {
	const blank = (index: number) =>
		event({ type: 'content_block_start', index, content_block: null });
	const nothing = event({ type: 'content_block_delta', index: 0, delta: null });

	test.each<[string, string, unknown[]]>([
		['a delta that is null', TEXT.replace(stop(), nothing + stop()), [{ text: 'Hello' }]],
		[
			'a delta that is missing',
			TEXT.replace(stop(), event({ type: 'content_block_delta', index: 0 }) + stop()),
			[{ text: 'Hello' }],
		],
		[
			'a block that is null, with text',
			start() + blank(0) + delta(0, { type: 'text_delta', text: 'Hello' }) + close(0) + end(),
			[{ type: 'text', text: 'Hello' }],
		],
		[
			'a block that is null, with thinking',
			start() +
				blank(0) +
				delta(0, { type: 'thinking_delta', thinking: 'Hm' }) +
				close(0) +
				words(1, 'Hello') +
				end(),
			[{ type: 'thinking', thinking: 'Hm' }, { text: 'Hello' }],
		],
		[
			'a block that is null, without anything',
			start() + words(0, 'Hello') + blank(1) + close(1) + end(),
			[{ text: 'Hello' }, { type: 'text', text: '' }],
		],
	])('%s', async (_, body, content) => {
		expect(await outcome(body)).toMatchObject({ result: { content } });
	});
});

/** Whether such an answer counts is a matter of taste; an error without advice never is. */
test.each([
	['a message without usage', start({ usage: undefined }) + end()],
	['a message_delta without usage', start() + event({ type: 'message_delta', delta: {} }) + stop()],
	['a message_delta of nothing', start() + event({ type: 'message_delta', usage: {} }) + stop()],
])('%s is a message or a failure, never another error', async (_, body) => {
	const { result } = await outcome(body);
	expect(result instanceof Failure || !(result instanceof Error) || result).toBe(true);
});

describe('an error event is the words of the API, and worth another attempt', () => {
	const error = (details: object) => event({ type: 'error', error: details, request_id: 'req_2' });
	const OVERLOADED = error({ type: 'overloaded_error', message: 'Overloaded' });
	const EXPECTED = {
		type: 'overloaded_error',
		message: 'Overloaded',
		requestId: 'req_1',
		retry: {},
	};

	test.each<[string, string, number]>([
		['before the answer', OVERLOADED, 0],
		['behind a ping', PING + OVERLOADED, 0],
		['behind message_start', start() + OVERLOADED, 1],
		['in mid-text', TEXT.replace('event: message_delta', `${OVERLOADED}event: message_delta`), 1],
		['instead of message_stop', TEXT.replace(stop(), OVERLOADED), 1],
	])('%s', async (_, body, begun) => {
		const came = await outcome(body);
		expect(came.result).toBeInstanceOf(Failure);
		expect(came.result).toMatchObject(EXPECTED);
		expect(came.begun).toBe(begun);
	});

	test.each([
		['words', 'oops', { type: 'api_error', message: 'oops' }],
		['nothing', '', { type: 'invalid_response' }],
		['another object', '{"type":"error"}', { type: 'invalid_response' }],
	])('even when it holds %s', async (_, data, says) => {
		expect(await failureOf(`${start()}event: error\ndata: ${data}\n\n`)).toMatchObject({
			...says,
			retry: {},
		});
	});

	test.each(['enforced_spend_limit_reached', 'contract_spend_limit_reached'])(
		'but a spend limit does not come back by waiting: %s',
		async (error_code) => {
			const spent = { type: 'rate_limit_error', message: 'Spent', details: { error_code } };
			expect(await failureOf(start() + error(spent))).toMatchObject({
				type: 'rate_limit_error',
				errorCode: error_code,
				retry: undefined,
			});
		},
	);
});

describe('an answer to a request for a stream may be JSON all the same', () => {
	const JSON_TYPE = { type: 'application/json' };
	const { message } = answerOf([text('Hello')]);

	test('a message', async () => {
		expect(await outcome(JSON.stringify(message), JSON_TYPE)).toEqual({
			result: message,
			begun: 0,
		});
	});

	test('an error with status 200', async () => {
		const body = { type: 'error', error: { type: 'api_error', message: 'Broken' } };
		expect(await failureOf(JSON.stringify(body), JSON_TYPE)).toMatchObject({
			type: 'api_error',
			message: 'Broken',
			status: 200,
		});
	});

	test('a message that breaks off is worth another attempt', async () => {
		const json = JSON.stringify(message);
		for (let cut = 1; cut < json.length; cut++) {
			expect(await failureOf(json.slice(0, cut), JSON_TYPE)).toMatchObject({
				type: 'connection_error',
				message: 'The connection broke before the whole answer had come: its JSON has no end',
				retry: {},
			});
		}
	});

	test.each(['text/html', 'text/html; charset=utf-8', 'TEXT/HTML', ''])(
		'a web page (%j) is not: it would come again',
		async (type) => {
			expect(await failureOf('<html>Log in</html>', { type })).toMatchObject({
				type: 'invalid_response',
				retry: undefined,
			});
		},
	);

	test('a stream under a failed status is no answer', async () => {
		expect(await failureOf(TEXT, { status: 500 })).toMatchObject({ status: 500, retry: {} });
	});
});

test.each(['text/event-stream', 'Text/Event-Stream ; charset=UTF-8'])(
	'a stream is known by its type %j, and has begun once',
	async (type) => {
		expect(await outcome(TEXT + PING, { type })).toMatchObject({
			result: { content: [{ text: 'Hello' }] },
			begun: 1,
		});
	},
);

test('a connection that breaks in the stream says why', async () => {
	async function* breaking() {
		yield Buffer.from(start());
		throw networkFailure({ code: 'ECONNRESET' }, 'api.example');
	}
	const reading = readMessage(connection, answerIn(breaking()), {}, () => undefined);
	await expect(reading).rejects.toMatchObject({ errorCode: 'ECONNRESET', retry: {} });
});

test.each([
	['a whole message', TEXT],
	['an error', event({ type: 'error', error: { type: 'api_error', message: 'No' } })],
	['something unreadable', 'event: message_start\ndata: oops\n\n'],
])('behind %s nothing is read any more, and the connection is closed', async (_, body) => {
	const log: string[] = [];
	async function* endless() {
		try {
			yield Buffer.from(body);
			log.push('read on');
			yield Buffer.from(calling('{}'));
		} finally {
			log.push('closed');
		}
	}
	await readMessage(connection, answerIn(endless()), {}, () => undefined).catch(() => undefined);
	expect(log).toEqual(['closed']);
});
