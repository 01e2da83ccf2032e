import { Failure } from './failure';
import { type HttpAnswer, requestIdOf } from './httpAnswer';

/**
 * The failure for an answer that no endpoint of the API gives, and that is not asked for again.
 *
 * @param answer undefined for something that took several answers
 */
export function strangeAnswer(
	message: string,
	answer: Pick<HttpAnswer, 'headers' | 'status'> | undefined,
): Failure {
	return new Failure({
		message,
		description: "Check the 'Base URL' of the credential, and any proxy between n8n and the API.",
		type: 'invalid_response',
		status: answer?.status ?? 200,
		requestId: answer === undefined ? null : requestIdOf(answer),
	});
}
