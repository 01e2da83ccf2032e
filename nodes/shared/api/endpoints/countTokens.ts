import { requestIdOf } from '../../errors/httpAnswer';
import { isRecord, parseJson } from '../../json';
import type { Connection } from '../transport/connection';
import { jsonOf, type MessageRequest } from './createMessage';
import { wholeAnswer } from '../transport/openAnswer';
import { pacerFor } from '../pacing/pacers';
import { rateLimitsOf } from '../pacing/rateLimits';
import type { Run } from '../pacing/startRun';
import { withRetries } from '../pacing/withRetries';

/** The input tokens that a request would use. */
export interface TokenCount {
	inputTokens: number;
	/** The `request-id` header, null where a gateway left it out. */
	requestId: string | null;
}

/**
 * `POST /v1/messages/count_tokens`, repeated as the official SDK does; it costs nothing.
 *
 * @throws Failure of the last attempt
 * @see https://platform.claude.com/docs/en/build-with-claude/token-counting
 */
export async function countTokens(
	connection: Connection,
	request: MessageRequest,
	run: Run,
): Promise<TokenCount> {
	const { body, facts, apiVersion, betas, timeout, maxRetries, longestWait } = request;
	// Counting has a limit of its own, and costs no tokens.
	const pacer = pacerFor(connection.identity, `count_tokens ${facts.model ?? ''}`);
	const sending = { pacer, bytes: 0, maxRetries, longestWait };
	return await withRetries(sending, run, async ({ heard }) => {
		const open = await connection.request({
			method: 'POST',
			path: '/v1/messages/count_tokens',
			body: jsonOf(body),
			apiVersion,
			betas,
			timeout,
		});
		heard(open.status, rateLimitsOf(open.headers));
		const answer = await wholeAnswer(open);
		const count = answer.status === 200 ? parseJson(answer.text) : undefined;
		if (!isRecord(count) || typeof count.input_tokens !== 'number') {
			throw connection.failureOf(answer, facts);
		}
		run.lanes.begun();
		return { inputTokens: count.input_tokens, requestId: requestIdOf(answer) };
	});
}
