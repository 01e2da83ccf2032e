import type { RequestBody } from './body';

/** Fields that the count endpoint does not accept. */
const ONLY_FOR_ANSWERS = [
	'container',
	'diagnostics',
	'inference_geo',
	'max_tokens',
	'metadata',
	'service_tier',
	'stop_sequences',
	'temperature',
	'top_k',
	'top_p',
];

/**
 * The body of `POST /v1/messages/count_tokens`: the same request without fields that only shape an answer.
 *
 * @see https://platform.claude.com/docs/en/build-with-claude/token-counting
 */
export function countedBody({ model, messages, ...fields }: RequestBody): RequestBody {
	const counted = Object.entries(fields).filter(([name]) => !ONLY_FOR_ANSWERS.includes(name));
	return { model, messages, ...Object.fromEntries(counted) };
}
