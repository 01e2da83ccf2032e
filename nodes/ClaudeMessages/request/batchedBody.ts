import { invalidInput } from '../../shared/errors/failure';
import type { RequestBody } from './body';

/** Fields that the API refuses in a batch, each of them only in its result. */
const NOT_IN_BATCHES = ['fallbacks', 'speed', 'stream', 'thread'];

/**
 * The body as a request of a batch.
 *
 * @throws Failure for a field that no batch can carry
 * @see https://platform.claude.com/docs/en/build-with-claude/batch-processing
 */
export function batchedBody(body: RequestBody): RequestBody {
	const refused = NOT_IN_BATCHES.find((name) => body[name] !== undefined && body[name] !== null);
	if (refused !== undefined) {
		throw invalidInput(
			`'Extra Body' holds '${refused}', which no batch can carry`,
			`Remove '${refused}' from 'Extra Body', or send the items with Message → Send.`,
		);
	}
	if (body.max_tokens === 0) {
		throw invalidInput(
			"'Max Tokens' is 0, which no batch can carry",
			"Set 'Max Tokens' to 1 or more, or send the items with Message → Send.",
		);
	}
	return body;
}
