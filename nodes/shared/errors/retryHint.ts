import type { RetryHint } from './failure';

/** The parts of an answer that a retry depends on; header names in lower case. */
interface Refused {
	status: number;
	headers: Readonly<Record<string, unknown>>;
}

const SPEND_LIMIT_CODES = ['enforced_spend_limit_reached', 'contract_spend_limit_reached'];

/** Whether a spend limit was reached; waiting does not help against it, whatever the status is. */
export function isSpendLimit(errorCode: string | undefined): boolean {
	return errorCode !== undefined && SPEND_LIMIT_CODES.includes(errorCode);
}

/** The longest time that one timer can wait. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Whether a refused request is worth another attempt: the official SDK's policy, except for spend limits.
 *
 * @param errorCode the API's `error.details.error_code`
 * @returns undefined where the refusal is final
 * @see https://platform.claude.com/docs/en/api/errors
 */
export function retryHint(
	{ status, headers }: Refused,
	errorCode: string | undefined,
): RetryHint | undefined {
	if (isSpendLimit(errorCode)) return undefined;
	const afterMs = retryAfter(headers);
	switch (headers['x-should-retry']) {
		case 'true':
			return { afterMs };
		case 'false':
			return undefined;
		default:
			return [408, 409, 429].includes(status) || status >= 500 ? { afterMs } : undefined;
	}
}

/** Milliseconds after which the server asks to retry; undefined where it gives no usable time. */
function retryAfter(headers: Refused['headers']): number | undefined {
	const exact = Number.parseFloat(String(headers['retry-after-ms']));
	const seconds = Number.parseFloat(String(headers['retry-after']));
	const date = Date.parse(String(headers['retry-after'])) - Date.now();
	const afterMs = exact || (Number.isNaN(seconds) ? date : seconds * 1000);
	return afterMs > 0 && afterMs <= MAX_TIMER_MS ? afterMs : undefined;
}
