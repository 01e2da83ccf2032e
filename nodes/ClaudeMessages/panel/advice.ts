import { CHANGE_WHAT_IS_NAMED, type Refusal } from '../../shared/errors/advice';
import { CONNECTION_TIMEOUT } from '../../shared/errors/networkFailure';
import { cut } from '../../shared/errors/sentence';

/** The most characters of a model's ID that are shown. */
const LONGEST_MODEL = 100;

/** Advice for a failed request with the labels of this panel, where its fields are the remedy. */
export function panelAdvice(refusal: Refusal): string | undefined {
	switch (refusal.type) {
		case 'not_found_error':
			return "Check the 'Model' (it may be retired or mistyped), any file or batch ID, and the 'Base URL' of the credential.";
		case 'timeout_error':
			return "The answer took too long on Anthropic's side. Ask for less, or lower 'Max Tokens'.";
		case 'invalid_request_error':
			return invalidRequestAdvice(refusal);
		case CONNECTION_TIMEOUT:
			return "Raise the option 'Timeout', lower 'Max Tokens', or run the item again later.";
		default:
			return undefined;
	}
}

/** The API does not name the field in a machine-readable way, so the advice depends on what was sent. */
function invalidRequestAdvice({ model, prefilled, sampling }: Refusal): string {
	const hints = [CHANGE_WHAT_IS_NAMED];
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
