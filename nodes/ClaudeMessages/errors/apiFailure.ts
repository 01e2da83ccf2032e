import { isRecord, parseJson } from '../json';
import { adviceFor, type Refusal } from './advice';
import { Failure } from './failure';
import { retryHint } from './retryHint';

/** What came back over HTTP; header names in lower case. */
export interface HttpAnswer {
	status: number;
	headers: Readonly<Record<string, unknown>>;
	text: string;
}

/** What the node knows of the request that failed, for better advice. */
export type RequestFacts = Pick<Refusal, 'model' | 'prefilled' | 'sampling'>;

/** The error types of the API by HTTP status, for answers that carry no body of the API's. */
const TYPE_BY_STATUS: Readonly<Record<number, string>> = {
	400: 'invalid_request_error',
	401: 'authentication_error',
	402: 'billing_error',
	403: 'permission_error',
	404: 'not_found_error',
	408: 'timeout_error',
	409: 'conflict_error',
	413: 'request_too_large',
	429: 'rate_limit_error',
	504: 'timeout_error',
	529: 'overloaded_error',
};

/** The `request-id` header, null where a proxy or gateway answered without one. */
export function requestIdOf(answer: Pick<HttpAnswer, 'headers'>): string | null {
	return header(answer, 'request-id') ?? null;
}

/** A header as text, undefined when it is missing. */
export function header(answer: Pick<HttpAnswer, 'headers'>, name: string): string | undefined {
	const value = answer.headers[name];
	return typeof value === 'string' ? value : undefined;
}

/**
 * Turns an answer that is not the one asked for into a failure: the API's error body, an error page
 * of something in between, a redirect, or a page with status 200.
 *
 * @see https://platform.claude.com/docs/en/api/errors
 */
export function apiFailure(answer: HttpAnswer, facts: RequestFacts = {}): Failure {
	const body = parseJson(answer.text);
	const error = isRecord(body) && isRecord(body.error) ? body.error : undefined;
	if (error !== undefined && typeof error.message === 'string') {
		return refusalFailure(answer, error, body, facts);
	}
	if (answer.status >= 300 && answer.status < 400) return redirectFailure(answer);
	if (answer.status >= 200 && answer.status < 300) return unreadableFailure(answer, body);
	return strangerFailure(answer, facts);
}

function refusalFailure(
	answer: HttpAnswer,
	error: Record<string, unknown>,
	body: unknown,
	facts: RequestFacts,
): Failure {
	const type = typeof error.type === 'string' ? error.type : typeByStatus(answer.status);
	const details = isRecord(error.details) ? error.details : {};
	const errorCode = typeof details.error_code === 'string' ? details.error_code : undefined;
	const bodyId = isRecord(body) && typeof body.request_id === 'string' ? body.request_id : null;
	return new Failure({
		message: String(error.message),
		description: adviceFor({ ...facts, type, status: answer.status, errorCode }),
		type,
		errorCode,
		status: answer.status,
		requestId: requestIdOf(answer) ?? bodyId,
		retry: retryHint(answer, errorCode),
	});
}

function redirectFailure(answer: HttpAnswer): Failure {
	const target = hostOf(header(answer, 'location'));
	return new Failure({
		message: `The server redirects to ${target}, and the node does not follow`,
		description:
			"A redirect would carry the API key to another address. Put the final address into 'Base URL' of the credential if you trust it.",
		type: 'redirect',
		status: answer.status,
		requestId: requestIdOf(answer),
	});
}

function unreadableFailure(answer: HttpAnswer, body: unknown): Failure {
	const type = header(answer, 'content-type')?.split(';')[0]?.trim() ?? 'no content type';
	// JSON that cannot be parsed is JSON that did not come whole; a web page would come again.
	const brokeOff = type === 'application/json' && body === undefined;
	const what =
		answer.text.trim() === ''
			? 'nothing'
			: body === undefined
				? `something that is not JSON (${type})`
				: 'JSON that is not what the Messages API sends';
	return new Failure({
		message: `The server answered with ${what}`,
		description:
			"Check the 'Base URL' of the credential, and any proxy or login page between n8n and the API: a page of theirs may have come instead of an answer.",
		type: 'invalid_response',
		status: answer.status,
		requestId: requestIdOf(answer),
		...(brokeOff ? { retry: {} } : {}),
	});
}

/** A status without the API's error body: a gateway, a proxy or a load balancer spoke. */
function strangerFailure(answer: HttpAnswer, facts: RequestFacts): Failure {
	const type = typeByStatus(answer.status);
	return new Failure({
		message: `The server answered with status ${answer.status} and no reason that the Messages API would give`,
		description: `${adviceFor({ ...facts, type, status: answer.status })} If a gateway or proxy is used, check it and the 'Base URL' of the credential.`,
		type,
		status: answer.status,
		requestId: requestIdOf(answer),
		retry: retryHint(answer, undefined),
	});
}

function typeByStatus(status: number): string {
	return TYPE_BY_STATUS[status] ?? (status >= 500 ? 'api_error' : 'invalid_request_error');
}

/** Only the host: a path or query of a redirect may hold tokens. */
function hostOf(location: string | undefined): string {
	if (location === undefined || !URL.canParse(location)) return 'another address';
	return new URL(location).host;
}
