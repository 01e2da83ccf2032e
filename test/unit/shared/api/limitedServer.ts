import type { Message } from '@anthropic-ai/sdk/resources/messages';
import { sleep } from 'n8n-workflow';
import type { Connection } from '../../../../nodes/shared/api/transport/connection';
import {
	createMessage,
	type MessageRequest,
} from '../../../../nodes/shared/api/endpoints/createMessage';
import type { Run } from '../../../../nodes/shared/api/pacing/withRetries';
import { Lanes } from '../../../../nodes/shared/api/pacing/lanes';
import { openAnswer } from '../../../../nodes/shared/api/transport/openAnswer';
import { RunNotes } from '../../../../nodes/shared/api/pacing/runNotes';
import { apiFailure } from '../../../../nodes/shared/errors/apiFailure';
import { writeBody } from '../../../../nodes/shared/api/transport/writeBody';
import { RateLimits } from '../../../standin/limits/rateLimits';
import { answerOf, text } from '../../output/messages';

/** A server behind a network, in the virtual time of jest's timers. */
export interface Terms {
	perSecond: number;
	burst: number;
	/** Milliseconds from a request to its answer. */
	latency: number;
	/** By how much of it the latency varies. */
	jitter?: number;
	/** Where on the way the request is counted: 0 as it leaves, 1 as the answer comes. */
	countedAt: number;
	retryAfter: 'seconds' | 'ms' | 'none';
	/** What the server's headers become on their way. */
	rewrite?: (headers: Record<string, string>) => Record<string, string>;
}

const { message } = answerOf([text('Hello')]);
const REFUSED = { type: 'error', error: { type: 'rate_limit_error', message: 'Slow down' } };

function limitedConnection(limits: RateLimits, terms: Terms): Connection {
	const { countedAt, jitter = 0, rewrite = (headers) => headers } = terms;
	let requests = 0;
	return {
		identity: 'the same',
		failureOf: apiFailure,
		async request() {
			const latency = terms.latency * (1 + jitter * Math.sin(requests++ * 7));
			await sleep(latency * countedAt);
			const { isRefused, headers } = limits.admit();
			await sleep(latency * (1 - countedAt));
			return openAnswer(
				{
					statusCode: isRefused ? 429 : 200,
					headers: { 'content-type': 'application/json', ...rewrite(headers) },
					body: JSON.stringify(isRefused ? REFUSED : message),
				},
				{ host: 'api.example', timeout: 60, giveUp: new AbortController() },
			);
		},
	};
}

const request: MessageRequest = {
	body: writeBody({ model: 'claude-haiku-4-5', messages: [] }, []),
	apiVersion: '2023-06-01',
	betas: [],
	timeout: 60,
	stream: false,
	maxRetries: 5,
	facts: {},
};

/** What a run of so many items against such a server comes to. */
export interface LimitedRun {
	answered: number;
	refused: number;
	/** Virtual milliseconds. */
	took: number;
}

/** Runs items in lanes against the server; needs jest's fake timers. */
export async function runLimited(
	items: number,
	concurrency: number,
	terms: Terms,
): Promise<LimitedRun> {
	const limits = new RateLimits();
	limits.set(terms);
	const connection = limitedConnection(limits, terms);
	const lanes = new Lanes(concurrency, undefined, true);
	const run: Run = { lanes, notes: new RunNotes(), signal: undefined };
	const start = Date.now();
	let messages: Array<Message | undefined> | undefined;
	const done = lanes
		.run(
			items,
			async () =>
				await createMessage(connection, request, run).then(
					(answer) => answer.message,
					() => undefined,
				),
			() => true,
		)
		.then((results) => (messages = results));
	while (messages === undefined) {
		await jest.advanceTimersToNextTimerAsync();
	}
	const took = Date.now() - start;
	await done;
	return {
		answered: messages.filter((result) => result !== undefined).length,
		refused: limits.refused,
		took,
	};
}
