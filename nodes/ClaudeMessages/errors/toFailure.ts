import { Failure, INVALID_INPUT } from './failure';

/**
 * Anything that was thrown while an item was read or sent. What is not a failure of ours comes from
 * n8n, for example an expression that cannot be resolved, and is the user's to mend.
 */
export function toFailure(thrown: unknown): Failure {
	if (thrown instanceof Failure) return thrown;
	const error = thrown instanceof Error ? thrown : new Error(String(thrown));
	const description =
		'description' in error && typeof error.description === 'string' && error.description !== ''
			? error.description
			: "Check the expressions in this node's fields.";
	return new Failure({ message: error.message, description, type: INVALID_INPUT });
}
