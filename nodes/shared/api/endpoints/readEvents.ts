import type { Message } from '@anthropic-ai/sdk/resources/messages';
import { requestIdOf } from '../../errors/httpAnswer';
import type { Failure } from '../../errors/failure';
import { networkFailure } from '../../errors/networkFailure';
import { isSpendLimit } from '../../errors/retryHint';
import { isRecord, parseJson } from '../../json';
import { MessageAccumulator, type StreamEvent } from './accumulateMessage';
import type { Connection } from '../transport/connection';
import { EventReader, type ServerSentEvent } from '../transport/eventStream';
import type { OpenAnswer } from '../transport/openAnswer';

/**
 * The message that an answer's events make. What kind an event is of is told by its data, and by its name
 * only where the data does not say: gateways leave the names out.
 *
 * @param begun called when the message starts
 * @throws Failure when the stream breaks off, or tells of an error
 */
export async function readEvents(
	connection: Connection,
	answer: OpenAnswer,
	begun: () => void,
): Promise<Message> {
	const events = new EventReader();
	const accumulator = new MessageAccumulator();
	for await (const chunk of answer.chunks) {
		for (const event of events.read(chunk)) {
			take(event);
			if (accumulator.message !== undefined) return accumulator.message;
		}
	}
	const rest = parseJson(events.rest());
	if (isErrorBody(rest)) throw errorIn(connection, answer, events.rest());
	throw brokenStream(answer);

	function take({ event: name, data }: ServerSentEvent): void {
		if (name === 'error') throw errorIn(connection, answer, data);
		if (name === 'ping' || data === '') return;
		const parsed = parseJson(data);
		const event = streamEvent(parsed, name);
		if (event === undefined) {
			if (name === '' && isErrorBody(parsed)) throw errorIn(connection, answer, data);
			// What cannot be read may be a part of the answer.
			if (ANSWER_EVENT.test(name) || ANSWER_DATA.test(data)) throw brokenStream(answer);
			if (data === DONE && accumulator.hasEnded) accumulator.add({ type: 'message_stop' });
			return;
		}
		if (event.type === 'error') throw errorIn(connection, answer, data);
		if (!accumulator.add(event)) throw brokenStream(answer);
		if (event.type === 'message_start') begun();
	}
}

/** How gateways that speak for other vendors too end a stream. */
const DONE = '[DONE]';

/** Events whose data has to be readable; those of the future may hold anything. */
const ANSWER_EVENT = /^(?:message|content_block)_/;

/** The same, where the event has no name. */
const ANSWER_DATA = /^\{"type": ?"(?:message|content_block)_/;

function streamEvent(data: unknown, name: string): StreamEvent | undefined {
	if (!isRecord(data)) return undefined;
	const { type } = data;
	if (typeof type === 'string') return { ...data, type };
	return type === undefined && ANSWER_EVENT.test(name) ? { ...data, type: name } : undefined;
}

/** An object that has no type of an event, but tells of an error. */
function isErrorBody(data: unknown): boolean {
	return isRecord(data) && ['error', 'errors', 'detail'].some((key) => key in data);
}

/** An error in mid-stream is worth another attempt, as nothing whole has come yet, unless it is final. */
function errorIn(connection: Connection, { status, headers }: OpenAnswer, text: string): Failure {
	const failure = connection.failureOf({ status, headers, text });
	const retry = isSpendLimit(failure.errorCode) || FINAL.includes(failure.type) ? undefined : {};
	return failure.with({ retry });
}

/** What the same request would only be told again. */
const FINAL: readonly string[] = [
	'authentication_error',
	'billing_error',
	'invalid_request_error',
	'not_found_error',
	'permission_error',
	'request_too_large',
];

/** A connection that ends is not an answer that ends: only `message_stop` says so. */
function brokenStream(answer: OpenAnswer): Failure {
	const broken = networkFailure({ code: 'ERR_STREAM_PREMATURE_CLOSE' }, answer.host);
	return broken.with({ requestId: requestIdOf(answer) });
}
