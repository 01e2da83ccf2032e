import type { Refusal } from '../../shared/errors/advice';

const SEND_ANEW = 'put the item into another batch, or send it';

/**
 * Advice for a request in a batch that has ended. It was made with another panel, and its result stays the
 * same however often it is read.
 */
export function batchedAdvice({ type, prefilled }: Refusal): string | undefined {
	switch (type) {
		case 'not_found_error':
			return `Check the model (it may be retired or mistyped) and the ID of any file in the item's request. Then ${SEND_ANEW}.`;
		case 'invalid_request_error': {
			const prefill = prefilled
				? ' The request ended in a prefill, which many models refuse: if that is the reason, leave it out or choose another model.'
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
