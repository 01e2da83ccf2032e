/** An HTTP response; header names in lower case. */
export interface HttpAnswer {
	status: number;
	headers: Readonly<Record<string, unknown>>;
	text: string;
}

/** Whether a status means success. */
export function isSuccess(status: number): boolean {
	return status >= 200 && status < 300;
}

/** Characters that a request ID may have; the API's have less than 40. */
export const LONGEST_ID = 200;

/** The `request-id` header, null where a proxy or gateway answered without one. */
export function requestIdOf(answer: Pick<HttpAnswer, 'headers'>): string | null {
	return header(answer, 'request-id')?.slice(0, LONGEST_ID) || null;
}

/** The type of a body without its parameters, in lower case; empty where the answer names none. */
export function mediaType(answer: Pick<HttpAnswer, 'headers'>): string {
	return header(answer, 'content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
}

/** A header as text, undefined when it is missing. */
export function header(answer: Pick<HttpAnswer, 'headers'>, name: string): string | undefined {
	const value = answer.headers[name];
	return typeof value === 'string' ? value : undefined;
}
