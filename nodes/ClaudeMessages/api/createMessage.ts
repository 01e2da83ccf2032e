import type { Message } from '@anthropic-ai/sdk/resources/messages';
import { type HttpAnswer, requestIdOf, type RequestFacts } from '../errors/apiFailure';
import { isRecord, parseJson } from '../json';
import type { Answer } from '../output/answer';
import type { WrittenBody } from '../request/writeBody';
import type { Connection } from './connection';

/** A whole request, ready to be sent as often as it takes. */
export interface MessageRequest {
	body: WrittenBody;
	apiVersion: string;
	betas: readonly string[];
	/** Seconds without a sign of life. */
	timeout: number;
	facts: RequestFacts;
}

/**
 * `POST /v1/messages`.
 *
 * @throws Failure for everything that is not a message
 * @see https://platform.claude.com/docs/en/api/messages
 */
export async function createMessage(
	connection: Connection,
	{ body, facts, ...settings }: MessageRequest,
): Promise<Answer> {
	const answer = await connection.request({
		...settings,
		method: 'POST',
		path: '/v1/messages',
		body: await readWhole(body),
	});
	const message = messageOf(answer);
	if (message === undefined) throw connection.failureOf(answer, facts);
	return { message, requestId: requestIdOf(answer) };
}

/** The body in one piece, its files read now. */
async function readWhole({ parts, byteLength }: WrittenBody): Promise<Buffer> {
	const whole = Buffer.alloc(byteLength);
	let offset = 0;
	for (const part of parts) {
		if (typeof part === 'string') {
			offset += whole.write(part, offset);
			continue;
		}
		for await (const piece of part.content()) offset += piece.copy(whole, offset);
	}
	return whole;
}

/** A status of 200 is not enough: a proxy's login page has it too. */
function messageOf({ status, text }: HttpAnswer): Message | undefined {
	if (status < 200 || status >= 300) return undefined;
	const body = parseJson(text);
	return isMessage(body) ? body : undefined;
}

function isMessage(value: unknown): value is Message & Record<string, unknown> {
	return (
		isRecord(value) &&
		value.type === 'message' &&
		Array.isArray(value.content) &&
		value.content.every((block: unknown) => isRecord(block) && typeof block.type === 'string')
	);
}
