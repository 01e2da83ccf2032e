import type { RequestFacts } from '../../errors/apiFailure';
import { afterAnswer } from '../../errors/toFailure';
import type { Answer } from './answer';
import { type AnswerListener, tell } from './answerListener';
import type { WrittenBody } from '../transport/writeBody';
import type { Connection } from '../transport/connection';
import { JsonBody } from '../transport/jsonBody';
import { pacerFor } from '../pacing/pacers';
import { rateLimitsOf } from '../pacing/rateLimits';
import type { StreamEvent } from './accumulateMessage';
import { readMessage } from './readMessage';
import { shownRequestId } from './shownRequestId';
import { countsOf } from './usage';
import type { Run } from '../pacing/startRun';
import { withRetries } from '../pacing/withRetries';

/** A complete request that can be sent repeatedly. */
export interface MessageRequest {
	body: WrittenBody;
	/** Whether the body asks for a stream of events. */
	stream: boolean;
	apiVersion: string;
	betas: readonly string[];
	/** Seconds of silence after which the request is given up. */
	timeout: number;
	/** How often a failed attempt is repeated; undefined while the user has not added the option. */
	maxRetries: number | undefined;
	/** Seconds after its first failure during which it is retried. */
	longestWait: number;
	facts: RequestFacts;
	/** Hears the answer while it comes. */
	listener?: AnswerListener;
}

/**
 * `POST /v1/messages`, repeated as the official SDK does, and beyond that when a stream breaks off.
 *
 * @throws Failure of the last attempt
 * @see https://platform.claude.com/docs/en/api/messages
 */
export async function createMessage(
	connection: Connection,
	request: MessageRequest,
	run: Run,
): Promise<Answer> {
	const { lanes, notes } = run;
	const { body, facts, listener, stream, apiVersion, betas, timeout, maxRetries, longestWait } =
		request;
	const pacer = pacerFor(connection.identity, facts.model ?? '');
	const sending = { pacer, bytes: body.byteLength, maxRetries, longestWait };
	return await withRetries(sending, run, async ({ start, heard }) => {
		const answer = await connection.request({
			method: 'POST',
			path: '/v1/messages',
			body: jsonOf(body),
			stream,
			apiVersion,
			betas,
			timeout,
		});
		heard(answer.status, rateLimitsOf(answer.headers));
		const requestId = shownRequestId(connection, answer);
		return await afterAnswer({ status: answer.status, requestId }, async () => {
			const heard = (event: StreamEvent) => {
				if (event.type === 'message_start') lanes.begun();
				tell(() => listener?.hear(event));
			};
			tell(() => listener?.begin());
			const message = await readMessage(connection, answer, facts, heard);
			tell(() => listener?.end(message));
			const counts = countsOf(message.usage);
			notes.answered(counts);
			pacer.answered(start, counts);
			lanes.begun();
			return { message, requestId };
		});
	});
}

/** Sends text as a string; only files are worth a stream. */
export function jsonOf(body: WrittenBody): JsonBody | string {
	const [only, ...others] = body.parts;
	return typeof only === 'string' && others.length === 0 ? only : new JsonBody(body);
}
