import type { Run } from '../pacing/startRun';
import type { Connection } from '../transport/connection';
import { callForJson } from './callApi';
import { jsonOf, type MessageRequest } from './createMessage';

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
	{ body, facts, apiVersion, betas, timeout, maxRetries, longestWait }: MessageRequest,
	run: Run,
): Promise<TokenCount> {
	const { value, requestId } = await callForJson(
		connection,
		{
			method: 'POST',
			path: '/v1/messages/count_tokens',
			body: jsonOf(body),
			// Counting has a limit of its own, and costs no tokens.
			limits: `count_tokens ${facts.model ?? ''}`,
			facts,
		},
		{ apiVersion, betas, timeout, maxRetries, longestWait },
		run,
		({ input_tokens: count }) => (typeof count === 'number' ? count : undefined),
	);
	return { inputTokens: value, requestId };
}
