import { type RequestFacts, requestIdOf } from '../errors/apiFailure';
import type { Failure } from '../errors/failure';
import { toFailure } from '../errors/toFailure';
import type { Answer } from '../output/answer';
import type { WrittenBody } from '../request/writeBody';
import { canceled, wait } from './clock';
import type { Connection } from './connection';
import { JsonBody } from './jsonBody';
import type { Lanes } from './lanes';
import type { Start } from './pacer';
import { readMessage } from './readMessage';
import { retryDelay } from './retryDelay';
import type { RunNotes } from './runNotes';

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

/** What the requests of one node run share. */
export interface Run {
	lanes: Lanes;
	notes: RunNotes;
	/** Fires when the user presses Stop. */
	signal: AbortSignal | undefined;
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
	for (let retries = 0; ; retries++) {
		const start = await run.lanes.start();
		const outcome = await attempt(connection, request, run, start);
		if (!('retry' in outcome)) return outcome;
		if (run.signal?.aborted) throw canceled();
		if (outcome.retry === undefined || retries >= request.maxRetries) throw outcome;
		const delay = retryDelay(outcome.retry, retries, Math.random());
		if (outcome.status === 429) run.lanes.refused(start, delay);
		run.notes.waited(outcome, delay);
		await wait(delay, run.signal);
	}
}

/** One request and its answer, or why there is none. */
async function attempt(
	connection: Connection,
	request: MessageRequest,
	{ lanes, notes }: Run,
	start: Start,
): Promise<Answer | Failure> {
	const { body, facts, stream, apiVersion, betas, timeout } = request;
	try {
		const answer = await connection.request({
			method: 'POST',
			path: '/v1/messages',
			body: jsonOf(body),
			...{ stream, apiVersion, betas, timeout },
		});
		lanes.heed(start, answer.headers, answer.status === 429);
		const message = await readMessage(connection, answer, facts, () => lanes.begun());
		notes.answered(message.usage);
		lanes.succeeded(message.usage);
		return { message, requestId: requestIdOf(answer) };
	} catch (error) {
		lanes.unanswered(start);
		return toFailure(error);
	}
}

/** Text goes as text; only files are worth a stream. */
function jsonOf(body: WrittenBody): JsonBody | string {
	const [only, ...others] = body.parts;
	return typeof only === 'string' && others.length === 0 ? only : new JsonBody(body);
}
