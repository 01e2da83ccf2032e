/**
 * The API's no: status, error type and sentence.
 * https://platform.claude.com/docs/en/api/errors
 */
export class ApiRefusal extends Error {
	constructor(
		readonly status: number,
		readonly type: string,
		message: string,
		readonly details?: Readonly<Record<string, unknown>>,
	) {
		super(message);
	}
}

/** A 400 that names the place in the body, as the API's own messages do. */
export function invalid(place: string, problem: string, details?: Record<string, unknown>) {
	const message = place === '' ? problem : `${place}: ${problem}`;
	return new ApiRefusal(400, 'invalid_request_error', message, details);
}

export function notFound(what: string) {
	return new ApiRefusal(404, 'not_found_error', what);
}

/** What is said when this is thrown: a refusal as it is, a mistake of the stand-in as a 500. */
export function refusalOf(error: unknown): ApiRefusal {
	return error instanceof ApiRefusal ? error : new ApiRefusal(500, 'api_error', String(error));
}

/** `{"type":"error","error":{…},"request_id"}`, the body of every error. */
export function errorBody(
	error: { type: string; message: string; details?: Readonly<Record<string, unknown>> },
	requestId: string,
): string {
	const { type, message, details } = error;
	return JSON.stringify({
		type: 'error',
		error: { type, message, ...(details && { details }) },
		request_id: requestId,
	});
}
