import { isRecord } from '../json';
import { Failure, INVALID_INPUT } from './failure';

/**
 * Anything that was thrown while an item was read or sent. What is not a failure of ours comes from
 * n8n, for example an expression that cannot be resolved, and is the user's to mend.
 */
export function toFailure(thrown: unknown): Failure {
	if (thrown instanceof Failure) return thrown;
	const { message, description } = isRecord(thrown) ? thrown : { message: thrown };
	return new Failure({
		message: String(message),
		description:
			typeof description === 'string' && description !== ''
				? description
				: "Check the expressions in this node's fields.",
		type: INVALID_INPUT,
	});
}
