import { CHANGE_WHAT_IS_NAMED, type NodeAdvice, type Refusal } from '../../shared/errors/advice';
import { CONNECTION_TIMEOUT } from '../../shared/errors/networkFailure';
import { cut } from '../../shared/errors/sentence';
import { type Chosen, shownFields } from './shownFields';

/** The most characters of a model's ID that are shown. */
const LONGEST_MODEL = 100;

/** Whether a field is on the panel of the operation. */
type Shows = (field: string) => boolean;

/** Advice for a failed request with labels of this operation's panel, where its fields are the remedy. */
export function panelAdvice(chosen: Chosen): NodeAdvice {
	const shown = shownFields(chosen);
	const shows: Shows = (field) => shown.has(field);
	return (refusal) => (refusal.batched ? batchedAdvice(refusal) : adviceWith(shows, refusal));
}

function adviceWith(shows: Shows, refusal: Refusal): string | undefined {
	switch (refusal.type) {
		case 'not_found_error':
			return notFoundAdvice(shows);
		case 'timeout_error':
			return shows('maxTokens')
				? "The answer took too long on Anthropic's side. Ask for less, or lower 'Max Tokens'."
				: undefined;
		case 'invalid_request_error':
			return invalidRequestAdvice(refusal);
		case CONNECTION_TIMEOUT: {
			if (!shows('options.timeout')) return undefined;
			const lower = shows('maxTokens') ? "lower 'Max Tokens', " : '';
			return `Raise the option 'Timeout', ${lower}or run the item again later.`;
		}
		default:
			return undefined;
	}
}

function notFoundAdvice(shows: Shows): string | undefined {
	const ids = [
		...(shows('model') ? ["the 'Model' (it may be retired or mistyped)"] : []),
		...(shows('messagesInput') ? ['the ID of any file'] : []),
		...(shows('batchId') ? ["the 'Batch ID'"] : []),
		...(shows('fileId') ? ["the 'File ID'"] : []),
	];
	return ids.length === 0
		? undefined
		: `Check ${ids.join(', ')}, and the 'Base URL' of the credential.`;
}

/** The API does not name the field in a machine-readable way, so the advice depends on what was sent. */
function invalidRequestAdvice(refusal: Refusal): string {
	const hints = [CHANGE_WHAT_IS_NAMED];
	if (refusal.prefilled) {
		hints.push(
			`${prefillHint(refusal)} empty 'Prefill', or set the option 'Prefill Fallback' to 'Ask in Words'.`,
		);
	}
	if (refusal.sampling) {
		hints.push(
			"Newer models refuse 'Temperature', 'Top P' and 'Top K': if that is the reason, remove them from the options.",
		);
	}
	return hints.join(' ');
}

function prefillHint({ model }: Refusal): string {
	const here = model === undefined ? '' : ` (here: ${cut(model, LONGEST_MODEL)})`;
	return `This request ended in a prefill, which many models refuse${here}: if that is the reason,`;
}

const SEND_ANEW = 'put the item into another batch, or send it';

/** For a request in a batch, which was made with another panel; reading it again gives the same failure. */
function batchedAdvice(refusal: Refusal): string | undefined {
	switch (refusal.type) {
		case 'not_found_error':
			return `Check the model (it may be retired or mistyped) and the ID of any file in the item's request. Then ${SEND_ANEW}.`;
		case 'invalid_request_error': {
			const prefill = refusal.prefilled
				? ` ${prefillHint(refusal)} leave it out or choose another model.`
				: '';
			return `Change what the message names, and ${SEND_ANEW}.${prefill}`;
		}
		case 'api_error':
		case 'overloaded_error':
		case 'rate_limit_error':
		case 'timeout_error':
			return `This was no fault of the request: ${SEND_ANEW}.`;
		default:
			return undefined;
	}
}
