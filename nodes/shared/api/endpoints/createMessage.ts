import { type RequestFacts, requestIdOf } from '../../errors/apiFailure';
import { afterAnswer } from '../../errors/toFailure';
import type { Answer } from './answer';
import type { WrittenBody } from '../transport/writeBody';
import type { Connection } from '../transport/connection';
import { JsonBody } from '../transport/jsonBody';
import { readMessage } from './readMessage';
import { countsOf } from './usage';
import { type Run, withRetries } from '../pacing/withRetries';

/** A whole request, ready to be sent as often as it takes. */
export interface MessageRequest {
	body: WrittenBody;
	/** Whether the body asks for a stream of events. */
	stream: boolean;
	apiVersion: string;
	betas: readonly string[];
	/** Seconds without a sign of life. */
	timeout: number;
	/** How often a failed attempt is repeated. */
	maxRetries: number;
	facts: RequestFacts;
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
	const { body, facts, stream, apiVersion, betas, timeout } = request;
	return await withRetries(request.maxRetries, run, async (start) => {
		const answer = await connection.request({
			method: 'POST',
			path: '/v1/messages',
			body: jsonOf(body),
			...{ stream, apiVersion, betas, timeout },
		});
		lanes.heed(start, answer.headers, answer.status === 429);
		const requestId = requestIdOf(answer);
		return await afterAnswer({ status: answer.status, requestId }, async () => {
			const message = await readMessage(connection, answer, facts, () => lanes.begun());
			const counts = countsOf(message.usage);
			notes.answered(counts);
			lanes.succeeded(counts);
			return { message, requestId };
		});
	});
}

/** Text goes as text; only files are worth a stream. */
export function jsonOf(body: WrittenBody): JsonBody | string {
	const [only, ...others] = body.parts;
	return typeof only === 'string' && others.length === 0 ? only : new JsonBody(body);
}
