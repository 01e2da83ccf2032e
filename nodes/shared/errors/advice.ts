import { isSpendLimit } from './retryHint';

/** What is known about a failed request, to choose the advice for it. */
export interface Refusal {
	type: string;
	/** Null where no HTTP answer came. */
	status: number | null;
	errorCode?: string;
	model?: string;
	/** Whether the request ended in a prefill. */
	prefilled?: boolean;
	/** Whether it was a request in a batch, which was made with another panel. */
	batched?: boolean;
	/** Whether `temperature`, `top_p` or `top_k` was sent. */
	sampling?: boolean;
}

/** A node's advice where its own fields are the remedy; undefined where the general advice is enough. */
export type NodeAdvice = (refusal: Refusal) => string | undefined;

/** Advice for errors whose message alone names the mistake. */
export const CHANGE_WHAT_IS_NAMED = 'Change what the message names and run the item again.';

const SERVER_FAULT =
	"This is a fault on the server's side. Run the item again later; Anthropic's support can look it up by the request ID.";

/**
 * The advice for a refusal, chosen by its type, status and code, never by the wording of its message.
 *
 * @param ofNode takes precedence over the general advice
 * @see https://platform.claude.com/docs/en/api/errors
 */
export function adviceFor(refusal: Refusal, ofNode?: NodeAdvice): string {
	if (isSpendLimit(refusal.errorCode)) {
		return "The spend limit of the API key's organization or workspace is used up. Raise it in the Claude Console, or wait until the limit starts anew.";
	}
	return ofNode?.(refusal) ?? generalAdvice(refusal);
}

function generalAdvice({ type, status }: Refusal): string {
	switch (type) {
		case 'authentication_error':
			return "Check the API key in the 'Claude Messages API' credential: it may be mistyped, expired or from another service.";
		case 'billing_error':
			return 'Check the payment details and credits of the organization in the Claude Console.';
		case 'permission_error':
			return 'The API key may not use this model, feature or workspace. Use another key, or have access granted in the Claude Console.';
		case 'not_found_error':
			return "Check every ID that is asked for, and the 'Base URL' of the credential.";
		case 'conflict_error':
			return 'Something else changed the same resource at the same time. Run the item again.';
		case 'request_too_large':
			return 'Send less in one request: fewer or smaller images and documents, or shorter messages.';
		case 'rate_limit_error':
			return 'The rate limit of this API key is used up for now. Send fewer items at a time, run them again later, or have the limit raised in the Claude Console.';
		case 'timeout_error':
			return "The answer took too long on Anthropic's side. Ask for less, or run the item again later.";
		case 'overloaded_error':
			return 'Anthropic is overloaded at the moment. Run the item again later, or choose another model.';
		case 'invalid_request_error':
			return CHANGE_WHAT_IS_NAMED;
		case 'api_error':
		case 'internal_server_error':
			return SERVER_FAULT;
		default:
			return status !== null && status >= 500 ? SERVER_FAULT : CHANGE_WHAT_IS_NAMED;
	}
}
