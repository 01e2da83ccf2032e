import { CHANGE_WHAT_IS_NAMED, type NodeAdvice, type Refusal } from '../../shared/errors/advice';
import { CONNECTION_TIMEOUT } from '../../shared/errors/networkFailure';
import { cut } from '../../shared/errors/sentence';
import { batchedAdvice } from './batchedAdvice';
import { notFoundAdvice } from './notFoundAdvice';
import { type Chosen, shownFields } from './shownFields';

/** The most characters of a model's ID that are shown. */
const LONGEST_MODEL = 100;

/** Advice for a failed request with labels of this operation's panel, where its fields are the remedy. */
export function panelAdvice(chosen: Chosen): NodeAdvice {
	let shown: ReadonlySet<string> | undefined;
	// Only a failure needs it.
	const shows = (field: string) => (shown ??= shownFields(chosen)).has(field);
	return (refusal) => (refusal.batched ? batchedAdvice(refusal) : adviceWith(shows, refusal));
}

function adviceWith(shows: (field: string) => boolean, refusal: Refusal): string | undefined {
	switch (refusal.type) {
		case 'not_found_error':
			return notFoundAdvice(shows);
		case 'timeout_error':
			if (!shows('maxTokens')) return undefined;
			return "The answer took too long on Anthropic's side. Ask for less, or lower 'Max Tokens'.";
		case 'invalid_request_error':
			return invalidRequestAdvice(refusal);
		case CONNECTION_TIMEOUT:
			if (shows('maxTokens')) {
				return "Raise the option 'Timeout', lower 'Max Tokens', or run the item again later.";
			}
			return shows('options.timeout')
				? "Raise the option 'Timeout', or run the item again later."
				: undefined;
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
