import { parseJson } from '../json';
import { adviceFor, type NodeAdvice, type Refusal } from './advice';
import { Failure } from './failure';
import { header, type HttpAnswer, isSuccess, mediaType, requestIdOf } from './httpAnswer';
import { RUN_AGAIN_AFTER_BREAK } from './networkFailure';
import { type Reason, reasonOf } from './reason';
import { retryHint } from './retryHint';
import { sentence } from './sentence';
import { urlIn } from '../url';

/** Facts about the failed request, for better advice. */
export type RequestFacts = Pick<Refusal, 'batched' | 'model' | 'prefilled' | 'sampling'>;

/** Sources of advice. */
export interface AdviceSources {
	facts?: RequestFacts;
	/** The node's own, tried first. */
	advice?: NodeAdvice;
}

/** Characters of a content type that are shown. */
const LONGEST_TYPE = 100;

/** The error types of the API by HTTP status, for answers without a body from the API. */
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

/**
 * Turns an unwanted answer into a failure: the API's error body, an intermediary's reason in any shape, a
 * redirect, or a page with status 200.
 *
 * @see https://platform.claude.com/docs/en/api/errors
 */
export function apiFailure(answer: HttpAnswer, sources: AdviceSources = {}): Failure {
	const reason = reasonOf(answer);
	// Of a stream, only its error event gets here.
	const isEvent = mediaType(answer) === 'text/event-stream';
	if (reason?.isError || (reason && isEvent)) return refusalFailure(answer, reason, sources);
	if (answer.status >= 300 && answer.status < 400) return redirectFailure(answer);
	if (isSuccess(answer.status)) return unreadableFailure(answer, reason);
	return reason === undefined
		? silentFailure(answer, sources)
		: refusalFailure(answer, reason, sources);
}

/** The failure for an answer with a reason. */
function refusalFailure(
	answer: HttpAnswer,
	reason: Reason,
	{ facts, advice }: AdviceSources,
): Failure {
	const { message, errorCode, requestId, ofApi } = reason;
	const { status } = answer;
	// Only the API's own types are reliable; a gateway may use the same name for something else.
	const known = TYPE_BY_STATUS[status] ?? TYPE_BY_STATUS[Number(errorCode)];
	const type = reason.type ?? known ?? typeByStatus(status);
	const adviceType = ofApi ? type : (known ?? type);
	const remedy = adviceFor({ ...facts, type: adviceType, status, errorCode }, advice);
	return new Failure({
		message: ofApi && type === WRONG_KEY ? `The API does not accept the key: ${message}` : message,
		description: ofApi ? remedy : `${remedy} ${CHECK_GATEWAY}`,
		type,
		errorCode,
		status,
		requestId: requestIdOf(answer) ?? requestId ?? null,
		retry: retryHint(answer, errorCode),
	});
}

const WRONG_KEY = 'authentication_error';

const CHECK_GATEWAY =
	"If a gateway or proxy is used, check it and the 'Base URL' of the credential.";

/** The failure for a status without a reason: a gateway, a proxy or a load balancer answered. */
function silentFailure(answer: HttpAnswer, { facts, advice }: AdviceSources): Failure {
	const { status } = answer;
	const type = typeByStatus(status);
	const remedy = adviceFor({ ...facts, type, status }, advice);
	return new Failure({
		message: `The server answered with status ${status} and no reason that the Messages API would give`,
		description: `${remedy} ${CHECK_GATEWAY}`,
		type,
		status,
		requestId: requestIdOf(answer),
		retry: retryHint(answer, undefined),
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

function unreadableFailure(answer: HttpAnswer, reason: Reason | undefined): Failure {
	const text = answer.text.trim();
	const isJson = parseJson(text) !== undefined;
	if (!isJson && text.startsWith('{')) return unfinishedFailure(answer);
	const type = mediaType(answer) || 'no content type';
	const what =
		text === ''
			? 'nothing'
			: isJson
				? 'JSON that is not what the Messages API sends'
				: `something that is not JSON (${sentence(type, LONGEST_TYPE)})`;
	// What is not the JSON that it is said to be may be damaged; a web page would come again.
	const isDamaged = type === 'application/json' && !isJson;
	const says = reason === undefined || isDamaged ? '' : `: ${reason.message}`;
	return new Failure({
		message: `The server answered with ${what}${says}`,
		description:
			"Check the 'Base URL' of the credential, and any proxy or login page between n8n and the API: a page of theirs may have come instead of an answer.",
		type: 'invalid_response',
		status: answer.status,
		requestId: requestIdOf(answer),
		...(isDamaged ? { retry: {} } : {}),
	});
}

/** An object without its end, whatever its content type is; a packed answer breaks off without an error. */
function unfinishedFailure(answer: HttpAnswer): Failure {
	return new Failure({
		message: 'The connection broke before the whole answer had come: its JSON has no end',
		description: RUN_AGAIN_AFTER_BREAK,
		type: 'connection_error',
		status: answer.status,
		requestId: requestIdOf(answer),
		retry: {},
	});
}

function typeByStatus(status: number): string {
	const isRefusal = status >= 400 && status < 500;
	return TYPE_BY_STATUS[status] ?? (isRefusal ? 'invalid_request_error' : 'api_error');
}

/** Only the host: path and query of a redirect may contain tokens. */
function hostOf(location: string | undefined): string {
	return (location === undefined ? undefined : urlIn(location)?.host) || 'another address';
}
