import type { Message, RawMessageStreamEvent } from '@anthropic-ai/sdk/resources/messages';
import { header, type RequestFacts, requestIdOf } from '../errors/apiFailure';
import type { Failure } from '../errors/failure';
import { networkFailure } from '../errors/networkFailure';
import { isFinal } from '../errors/retryHint';
import { isRecord, parseJson } from '../json';
import { MessageAccumulator } from './accumulateMessage';
import type { Connection } from './connection';
import { serverSentEvents } from './eventStream';
import { type OpenAnswer, wholeAnswer } from './openAnswer';

/**
 * The message of an answer, whether it comes as a stream of events or as JSON.
 *
 * @param begun called as soon as the answer has begun
 * @throws Failure for everything that is not a whole message
 */
export async function readMessage(
	connection: Connection,
	answer: OpenAnswer,
	facts: RequestFacts,
	begun: () => void,
): Promise<Message> {
	if (isSuccess(answer.status) && contentType(answer) === 'text/event-stream') {
		return await messageOfEvents(connection, answer, begun);
	}
	const whole = await wholeAnswer(answer);
	const body = isSuccess(whole.status) ? parseJson(whole.text) : undefined;
	if (isMessage(body)) return body;
	throw connection.failureOf(whole, facts);
}

/** Events whose data has to be readable; those of the future may hold anything. */
const ANSWER_EVENTS = /^(message|content_block)_/;

async function messageOfEvents(
	connection: Connection,
	answer: OpenAnswer,
	begun: () => void,
): Promise<Message> {
	const accumulator = new MessageAccumulator();
	for await (const { event, data } of serverSentEvents(answer.chunks)) {
		// An error in mid-stream is worth another attempt: nothing whole has come yet.
		if (event === 'error') {
			const { status, headers } = answer;
			throw retryable(connection.failureOf({ status, headers, text: data }));
		}
		if (event === '' || event === 'ping' || data === '') continue;
		const parsed = parseJson(data);
		if (!isStreamEvent(parsed)) {
			// What cannot be read may be a part of the answer.
			if (ANSWER_EVENTS.test(event)) throw brokenStream(answer);
			continue;
		}
		accumulator.add(parsed);
		if (parsed.type === 'message_start') begun();
		if (accumulator.message !== undefined) return accumulator.message;
	}
	throw brokenStream(answer);
}

/** A connection that ends is not an answer that ends: only `message_stop` says so. */
function brokenStream(answer: OpenAnswer): Failure {
	const broken = networkFailure({ code: 'ERR_STREAM_PREMATURE_CLOSE' }, answer.host);
	return broken.with({ requestId: requestIdOf(answer) });
}

function retryable(failure: Failure): Failure {
	const retry = isFinal(failure.errorCode) ? undefined : {};
	return failure.with({ retry });
}

function isSuccess(status: number): boolean {
	return status >= 200 && status < 300;
}

function contentType(answer: OpenAnswer): string | undefined {
	return header(answer, 'content-type')?.split(';')[0]?.trim().toLowerCase();
}

/** A status of 200 is not enough: a proxy's login page has it too. */
function isMessage(value: unknown): value is Message & Record<string, unknown> {
	return (
		isRecord(value) &&
		value.type === 'message' &&
		Array.isArray(value.content) &&
		value.content.every((block: unknown) => isRecord(block) && typeof block.type === 'string')
	);
}

function isStreamEvent(value: unknown): value is RawMessageStreamEvent & Record<string, unknown> {
	if (!isRecord(value)) return false;
	switch (value.type) {
		case 'message_start':
			return isMessage(value.message) && isRecord(value.message.usage);
		case 'content_block_start':
			return isRecord(value.content_block);
		case 'content_block_delta':
			return isRecord(value.delta);
		case 'message_delta':
			return isRecord(value.delta) && isRecord(value.usage);
		default:
			return typeof value.type === 'string';
	}
}
