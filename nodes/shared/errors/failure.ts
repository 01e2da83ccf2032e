/** The error shown to the user for one item that got no answer (the `error` of a failed item). */
export interface FailureDetails {
	/** What happened: the API's own sentence, or the node's for a mistake on the panel. */
	message: string;
	/** What to do about it. */
	description: string;
	/** The API's error type, or the node's own: `invalid_input`, `connection_error`, … */
	type: string;
	/** The API's stable cause (`error.details.error_code`) or the system error code of a broken connection. */
	errorCode?: string;
	/** HTTP status, null when no answer came or nothing was sent. */
	status?: number | null;
	/** The API's `request-id`, which Anthropic's support asks for. */
	requestId?: string | null;
	/** The API's `custom_id` of a request in a batch. */
	customId?: string;
	/** Present where another attempt may help; undefined for a final failure. */
	retry?: RetryHint;
}

/** How long the server asks to wait before another attempt. */
export interface RetryHint {
	/** Milliseconds; undefined where the server does not say. */
	afterMs?: number;
}

/** The one error class used inside the node; n8n's own errors are made from it at the boundary. */
export class Failure extends Error {
	readonly description: string;

	readonly type: string;

	readonly errorCode: string | undefined;

	readonly status: number | null;

	readonly requestId: string | null;

	readonly customId: string | undefined;

	readonly retry: RetryHint | undefined;

	constructor(details: FailureDetails) {
		super(details.message);
		this.name = 'Failure';
		this.description = details.description;
		this.type = details.type;
		this.errorCode = details.errorCode;
		this.status = details.status ?? null;
		this.requestId = details.requestId ?? null;
		this.customId = details.customId;
		this.retry = details.retry;
	}

	/** The same failure with some of its details changed. */
	with(changes: Partial<FailureDetails>): Failure {
		return new Failure({ ...this, message: this.message, ...changes });
	}
}

/** The type of every failure that is caused by the user's input; nothing was sent. */
export const INVALID_INPUT = 'invalid_input';

/** The type of every failure that is caused by the node itself. */
export const INTERNAL_ERROR = 'internal_error';

/**
 * The failure for a mistake on the panel or in the item, found before anything is sent.
 *
 * @param message what is wrong, with the field's label in single quotes
 * @param description what to do about it
 */
export function invalidInput(message: string, description: string): Failure {
	return new Failure({ message, description, type: INVALID_INPUT });
}
