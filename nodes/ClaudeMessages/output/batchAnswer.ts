import { messageIn } from '../../shared/api/endpoints/messageShape';
import { type BatchResult, UNREADABLE } from '../../shared/api/endpoints/resultLine';
import { countsOf } from '../../shared/api/endpoints/usage';
import type { Run } from '../../shared/api/pacing/startRun';
import type { Connection } from '../../shared/api/transport/connection';
import type { RequestFacts } from '../../shared/errors/apiFailure';
import { Failure } from '../../shared/errors/failure';
import { isTooDeep, MOST_LEVELS, writeJson } from '../../shared/json';
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
		case 'errored': {
			// An error that is nested too deeply has no JSON.
			const text = writeJson(result.error) ?? '';
			const failure = connection.failureOf({ status: 200, headers: {}, text }, facts);
			// A request in a batch has no status of its own.
			throw failure.with({ status: null, retry: undefined });
		}
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
		case UNREADABLE:
			throw unreadable('This result could not be read');
		default:
			throw unreadable(
				`The result is of a type that the node does not know: ${String(result.type)}`,
			);
	}
}

function succeeded(value: unknown, run: Run): LoopAnswer {
	if (isTooDeep(value)) {
		throw unreadable(
			`The answer has more than ${MOST_LEVELS} levels of lists and objects within each other`,
		);
	}
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
