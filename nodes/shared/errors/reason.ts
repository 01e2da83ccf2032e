import { isRecord, parseJson } from '../json';
import { type HttpAnswer, LONGEST_ID } from './httpAnswer';
import { codeOf, sentenceOf, typeOf } from './reasonInJson';
import { reasonInText } from './reasonInText';
import { cut, paragraph, sentence } from './sentence';

/** Characters of a refusal's body that are read; a reason stands near the start or not at all. */
export const LONGEST_ERROR_BODY = 256 * 1024;

/** The most characters of a type or a code. */
const LONGEST_NAME = 100;

/** The reason that a server gives for a refusal. */
export interface Reason {
	/** The server's own text, never empty. */
	message: string;
	/** The error type, where given. */
	type?: string;
	/** A more exact cause, where given. */
	errorCode?: string;
	requestId?: string;
	/** Whether the body is the API's own error. */
	ofApi: boolean;
	/** Whether the body declares an error, whatever its status is. */
	isError: boolean;
}

/**
 * Reads the reason from an answer's body in any shape that gateways, proxies and clouds use: the API's own
 * error, OpenAI's, Google's, AWS's, FastAPI's, problem details, other JSON, a web page, XML or text.
 *
 * @returns undefined where the body gives no reason
 * @see https://platform.claude.com/docs/en/api/errors
 * @see https://www.rfc-editor.org/rfc/rfc9457
 */
export function reasonOf({ status, headers, text }: HttpAnswer): Reason | undefined {
	const body = text.length > LONGEST_ERROR_BODY ? undefined : jsonIn(text);
	const error = isRecord(body) ? body.error : undefined;
	const ofApi = isRecord(body) && body.type === 'error' && isRecord(error);
	const message = ofApi && typeof error.message === 'string' ? paragraph(error.message) : '';
	if (isRecord(body) && ofApi && message.trim() !== '') {
		const details = isRecord(error.details) ? error.details : {};
		return {
			message,
			ofApi,
			isError: true,
			type: name(error.type),
			errorCode: name(details.error_code),
			requestId: name(body.request_id, LONGEST_ID),
		};
	}
	const said = body === undefined ? reasonInText(text) : sentenceOf(body);
	const line = said === undefined ? '' : sentence(said);
	if (line === '') return undefined;
	return {
		message: line,
		type: name(typeOf(body)),
		errorCode: name(codeOf(body, headers, status)),
		requestId: isRecord(body) ? name(body.request_id, LONGEST_ID) : undefined,
		ofApi: false,
		isError: Boolean(error),
	};
}

/** The body as JSON, or the JSON of its first event with data: a stream may begin with its error. */
function jsonIn(text: string): unknown {
	const body: unknown = parseJson(text.replace(/^\ufeff/, ''));
	if (body !== undefined || !/^\s*(?:event|data):/.test(text)) return body;
	const data = /^data: ?(\{.*)$/m.exec(text)?.[1];
	return data === undefined ? undefined : parseJson(data);
}

function name(value: unknown, longest = LONGEST_NAME): string | undefined {
	if (typeof value !== 'string') return undefined;
	return cut(sentence(value, longest), longest) || undefined;
}
