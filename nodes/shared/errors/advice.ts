import { isSpendLimit } from './retryHint';

import { cut } from './sentence';

/** Characters of a model's ID that are shown. */
const LONGEST_MODEL = 100;

/** What is known about a refused request when advice is looked for. */
export interface Refusal {
	type: string;
	status: number;
	errorCode?: string;
	model?: string;
	/** Whether the request ended in a prefill. */
	prefilled?: boolean;
	/** Whether Temperature, Top P or Top K was sent. */
	sampling?: boolean;
}

const SERVER_FAULT =
	"This is a fault on the server's side. Run the item again later; Anthropic's support can look it up by the request ID.";

/**
 * What to do about a refusal, by its type, status and code, never by the wording of its message.
 *
 * @see https://platform.claude.com/docs/en/api/errors
 */
export function adviceFor(refusal: Refusal): string {
	if (isSpendLimit(refusal.errorCode)) {
		return "The spend limit of the API key's organization or workspace is used up. Raise it in the Claude Console, or wait until the limit starts anew.";
	}
	switch (refusal.type) {
		case 'authentication_error':
			return "Check the API key in this node's 'Claude Messages API' credential: it may be mistyped, expired or from another service.";
		case 'billing_error':
			return 'Check the payment details and credits of the organization in the Claude Console.';
		case 'permission_error':
			return 'The API key may not use this model, feature or workspace. Use another key, or have access granted in the Claude Console.';
		case 'not_found_error':
			return "Check the 'Model' (it may be retired or mistyped), any file ID, and the 'Base URL' of the credential.";
		case 'conflict_error':
			return 'Something else changed the same resource at the same time. Run the item again.';
		case 'request_too_large':
			return 'Send less in one request: fewer or smaller images and documents, or shorter messages.';
		case 'rate_limit_error':
			return 'The rate limit of this API key is used up for now. Send fewer items at a time, run them again later, or have the limit raised in the Claude Console.';
		case 'timeout_error':
			return "The answer took too long on Anthropic's side. Ask for less, or lower 'Max Tokens'.";
		case 'overloaded_error':
			return 'Anthropic is overloaded at the moment. Run the item again later, or choose another model.';
		case 'invalid_request_error':
			return invalidRequestAdvice(refusal);
		case 'api_error':
		case 'internal_server_error':
			return SERVER_FAULT;
		default:
			return refusal.status >= 500
				? SERVER_FAULT
				: 'Change what the message names and run the item again.';
	}
}

/** The API does not name the field in a way a program may rely on, so what was sent decides. */
function invalidRequestAdvice({ model, prefilled, sampling }: Refusal): string {
	const hints = ['Change what the message names and run the item again.'];
	if (prefilled) {
		hints.push(
			`This request ended in a prefill, which many models refuse${model === undefined ? '' : ` (here: ${cut(model, LONGEST_MODEL)})`}: if that is the reason, empty 'Prefill', or set the option 'Prefill Fallback' to 'Ask in Words'.`,
		);
	}
	if (sampling) {
		hints.push(
			"Newer models refuse 'Temperature', 'Top P' and 'Top K': if that is the reason, remove them from the options.",
		);
	}
	return hints.join(' ');
}
