import { messageIn } from '../../shared/api/endpoints/messageShape';
import { type BatchResult, TOO_DEEP, UNREADABLE } from '../../shared/api/endpoints/resultLine';
import { countsOf } from '../../shared/api/endpoints/usage';
import type { Run } from '../../shared/api/pacing/startRun';
import type { Connection } from '../../shared/api/transport/connection';
import type { RequestFacts } from '../../shared/errors/apiFailure';
import { Failure } from '../../shared/errors/failure';
import { reasonOf } from '../../shared/errors/reason';
import { isRecord, MOST_LEVELS, writeJson } from '../../shared/json';
import { show } from '../../shared/words';
import type { LoopAnswer } from '../tools/toolLoop';

/**
 * The answer in a result.
 *
 * @throws Failure for a result without an answer
 * @see https://platform.claude.com/docs/en/build-with-claude/batch-processing
 */
export function answerIn(
	{ result }: BatchResult,
	connection: Connection,
	run: Run,
	facts?: RequestFacts,
): LoopAnswer {
	switch (result.type) {
		case 'succeeded':
			return succeeded(result.message, run);
		case 'errored':
			throw failed(result.error, connection, facts);
		case 'expired':
			throw new Failure({
				message: 'The batch expired before this request was answered',
				description: 'It cost nothing. Put the item into another batch, or send it.',
				type: 'expired',
			});
		case 'canceled':
			throw new Failure({
				message: 'The batch was canceled before this request was answered',
				description: 'It cost nothing. Put the item into another batch, or send it.',
				type: 'canceled',
			});
		case TOO_DEEP:
			throw unreadable(
				`The answer has more than ${MOST_LEVELS} levels of lists and objects within each other`,
			);
		case UNREADABLE:
			throw unreadable('This result could not be read');
		default:
			throw unreadable(`The result is of a type that the node does not know: ${show(result.type)}`);
	}
}

/** A request in a batch has no status of its own. */
function failed(error: unknown, connection: Connection, facts?: RequestFacts): Failure {
	// An error that is nested too deeply has no JSON.
	const text = writeJson(enveloped(error)) ?? '';
	const answer = { status: 200, headers: {}, text };
	if (reasonOf(answer) === undefined) return withoutReason();
	return connection.failureOf(answer, facts).with({ status: null, retry: undefined });
}

/** The error as the API sends it; a gateway may leave out what is around it. */
function enveloped(error: unknown): unknown {
	if (isRecord(error) && isRecord(error.error)) return error;
	return { type: 'error', error: isRecord(error) ? error : { message: error } };
}

function withoutReason(): Failure {
	return new Failure({
		message: 'This request of the batch failed, and no reason is given',
		description: "Look at the batch's results in the Claude Console, or send the item.",
		type: 'invalid_response',
	});
}

function succeeded(value: unknown, run: Run): LoopAnswer {
	const message = messageIn(value);
	if (message === undefined) throw unreadable('The result holds no message');
	run.notes.answered(countsOf(message.usage));
	return { message, requestId: null, calls: 1, rounds: [], last: message.content, steps: [] };
}

function unreadable(message: string): Failure {
	return new Failure({
		message,
		description: "Look at the batch's results in the Claude Console.",
		type: 'invalid_response',
	});
}
