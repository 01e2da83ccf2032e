import { Failure } from '../../errors/failure';
import { requestIdOf } from '../../errors/httpAnswer';
import { strangeAnswer } from '../../errors/strangeAnswer';
import type { OpenAnswer } from './openAnswer';

/** How many bytes a body has. */
export interface BodySize {
	least: number;
	most: number;
}

const MB = 1024 * 1024;

/** Bytes that an answer may have; those of the Messages API have a tenth of it at most. */
const LARGEST_ANSWER = 256 * MB;

/**
 * Checks the size of an answer while it arrives.
 *
 * @returns true
 * @throws Failure for an answer without end, before it takes the memory of n8n
 */
export function checkSize(answer: OpenAnswer, length: number, most = LARGEST_ANSWER): true {
	if (length <= most) return true;
	const size = most < MB ? `${most} bytes` : `${Math.floor(most / MB)} MB`;
	throw strangeAnswer(
		`${answer.host} sends more than ${size}, which is no answer of the Messages API`,
		answer,
	);
}

/** The chunks of an answer that has this size. */
export async function* sized(
	answer: OpenAnswer,
	{ least, most }: BodySize,
): AsyncGenerator<Uint8Array> {
	let length = 0;
	for await (const chunk of answer.chunks) {
		length += chunk.length;
		checkSize(answer, length, most);
		yield chunk;
	}
	if (length < least) throw tooShort(answer, length, least);
}

function tooShort(answer: OpenAnswer, length: number, least: number): Failure {
	return new Failure({
		message: `${answer.host} sent ${length} of ${least} bytes`,
		description:
			"The connection may have broken, or a page of a proxy came instead: check the 'Base URL' of the credential, and run the item again.",
		type: 'invalid_response',
		status: answer.status,
		requestId: requestIdOf(answer),
		retry: {},
	});
}
