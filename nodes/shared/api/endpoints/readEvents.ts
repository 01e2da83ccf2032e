import type { Message } from '@anthropic-ai/sdk/resources/messages';
import { Failure } from '../../errors/failure';
import { requestIdOf } from '../../errors/httpAnswer';
import { isSpendLimit } from '../../errors/retryHint';
import { isRecord, isTooDeep, MOST_LEVELS, parseJson } from '../../json';
import { MessageAccumulator, type StreamEvent } from './accumulateMessage';
import type { Connection } from '../transport/connection';
import { EventReader, type ServerSentEvent } from '../transport/eventStream';
import { checkSize } from '../transport/bodySize';
import { brokenOff, type OpenAnswer } from '../transport/openAnswer';

/**
 * Assembles the message from an answer's events. The type of an event is read from its data, and from its
 * name only where the data has none: gateways leave the names out.
 *
 * @param heard called with every event that was added
 * @throws Failure when the stream breaks off, or contains an error
 */
export async function readEvents(
	connection: Connection,
	answer: OpenAnswer,
	heard: (event: StreamEvent) => void,
): Promise<Message> {
	const events = new EventReader();
	const accumulator = new MessageAccumulator();
	let length = 0;
	for await (const chunk of answer.chunks) {
		length += chunk.length;
		checkSize(answer, length);
		for (const event of events.read(chunk)) {
			take(event);
			if (accumulator.message !== undefined) return accumulator.message;
		}
	}
	const rest = parseJson(events.rest());
	if (isErrorBody(rest)) throw errorIn(connection, answer, events.rest());
	throw brokenOff(answer);

	function take({ event: name, data }: ServerSentEvent): void {
		if (name === 'error') throw errorIn(connection, answer, data);
		if (name === 'ping' || data === '') return;
		const parsed = parseJson(data);
		const event = streamEvent(parsed, name);
		if (event === undefined) {
			if (name === '' && isErrorBody(parsed)) throw errorIn(connection, answer, data);
			// Unreadable data may be a part of the answer.
			if (ANSWER_EVENT.test(name) || ANSWER_DATA.test(data)) throw brokenOff(answer);
			if (data === DONE && accumulator.hasEnded) accumulator.add({ type: 'message_stop' });
			return;
		}
		if (event.type === 'error') throw errorIn(connection, answer, data);
		if (isTooDeep(event, data)) throw tooDeep(answer);
		if (!accumulator.add(event)) throw brokenOff(answer);
		heard(event);
	}
}

/** The failure for an answer that would make an item which n8n cannot keep. */
export function tooDeep(answer: OpenAnswer): Failure {
	return new Failure({
		message: `The answer has more than ${MOST_LEVELS} levels of lists and objects within each other`,
		description: 'n8n cannot handle such an item. Ask for a flatter form.',
		type: 'invalid_output',
		status: answer.status,
		requestId: requestIdOf(answer),
	});
}

/** How gateways that also serve other vendors end a stream. */
const DONE = '[DONE]';

/** Events whose data has to be readable; unknown events may hold anything. */
const ANSWER_EVENT = /^(?:message|content_block)_/;

/** The same, where the event has no name. */
const ANSWER_DATA = /^\{"type": ?"(?:message|content_block)_/;

function streamEvent(data: unknown, name: string): StreamEvent | undefined {
	if (!isRecord(data)) return undefined;
	const { type } = data;
	if (typeof type === 'string') return { ...data, type };
	return type === undefined && ANSWER_EVENT.test(name) ? { ...data, type: name } : undefined;
}

/** Whether an object without an event type describes an error. */
function isErrorBody(data: unknown): boolean {
	return isRecord(data) && ['error', 'errors', 'detail'].some((key) => key in data);
}

/** The failure for an error in mid-stream; retryable unless final, as no whole answer has arrived. */
function errorIn(connection: Connection, { status, headers }: OpenAnswer, text: string): Failure {
	const failure = connection.failureOf({ status, headers, text });
	const retry = isSpendLimit(failure.errorCode) || FINAL.includes(failure.type) ? undefined : {};
	return failure.with({ retry });
}

/** Errors that the same request would only get again. */
const FINAL: readonly string[] = [
	'authentication_error',
	'billing_error',
	'invalid_request_error',
	'not_found_error',
	'permission_error',
	'request_too_large',
];
