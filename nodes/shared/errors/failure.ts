/** What the user is told about one item that got no answer (the `error` of a failed item). */
export interface FailureDetails {
	/** What happened: the API's own sentence, or the node's for a mistake on the panel. */
	message: string;
	/** What to do about it. */
	description: string;
	/** The API's error type, or the node's own: `invalid_input`, `connection_error`, … */
	type: string;
	/** The API's stable cause (`error.details.error_code`) or the system's code of a broken connection. */
	errorCode?: string;
	/** HTTP status, null when no answer came or nothing was sent. */
	status?: number | null;
	/** The API's `request-id`, which Anthropic's support asks for. */
	requestId?: string | null;
	/** That another attempt may help; undefined for a failure that is final. */
	retry?: RetryHint;
}

/** How long the server asks to wait before another attempt. */
export interface RetryHint {
	/** Milliseconds; undefined where the server does not say. */
	afterMs?: number;
}

/** The one error that the node throws inside; n8n's own errors are made from it at the edge. */
export class Failure extends Error {
	readonly description: string;

	readonly type: string;

	readonly errorCode: string | undefined;

	readonly status: number | null;

	readonly requestId: string | null;

	readonly retry: RetryHint | undefined;

	constructor(details: FailureDetails) {
		super(details.message);
		this.name = 'Failure';
		this.description = details.description;
		this.type = details.type;
		this.errorCode = details.errorCode;
		this.status = details.status ?? null;
		this.requestId = details.requestId ?? null;
		this.retry = details.retry;
	}

	/** The same failure with some of its details changed. */
	with(changes: Partial<FailureDetails>): Failure {
		return new Failure({ ...this, message: this.message, ...changes });
	}
}

/** The type of every failure that the user's own input caused; nothing was sent. */
export const INVALID_INPUT = 'invalid_input';

/** The type of every failure that the node itself caused. */
export const INTERNAL_ERROR = 'internal_error';

/**
 * A mistake on the panel or in the item, found before anything is sent.
 *
 * @param message what is wrong, with the field's label in single quotes
 * @param description the way out
 */
export function invalidInput(message: string, description: string): Failure {
	return new Failure({ message, description, type: INVALID_INPUT });
}
