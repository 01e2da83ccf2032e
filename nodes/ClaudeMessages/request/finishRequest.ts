import type { ContentBlock } from '@anthropic-ai/sdk/resources/messages';
import type { MessageRequest } from '../../shared/api/endpoints/createMessage';
import type { RequestBody, Turn } from './body';
import type { DraftRequest } from './draftRequest';
import type { PlacedTurns } from './placedFiles';
import { checkImages, checkRequestSize } from './limits';
import { loadedBody, rewritten, writeBody } from '../../shared/api/transport/writeBody';

/**
 * The request as it waits for its turn, once the files have their places. The length of text files is not
 * known exactly before they are loaded.
 *
 * @throws Failure when it is larger than the API takes
 */
export function finishRequest(
	{ body, prefilled, sampling, ...draft }: DraftRequest,
	{ turns, files }: PlacedTurns,
): MessageRequest {
	const { apiVersion, betas, timeout, longestWait, maxRetries, stream } = draft;
	const { model } = body;
	checkImages(turns, files, model);
	const whole = { ...body, messages: turns, ...(stream ? { stream: true } : {}) };
	const written = writeBody(
		whole,
		files.map(({ data }) => data),
	);
	checkRequestSize(written.byteLength);
	const endsInPrefill = prefilled.prefill !== '' && prefilled.way === 'continued';
	const facts = { model, prefilled: endsInPrefill, sampling };
	return { body: written, stream, apiVersion, betas, timeout, longestWait, maxRetries, facts };
}

/**
 * The request as it is sent, with its text files read.
 *
 * @throws Failure when it is larger than the API takes, or a text file cannot be read
 */
export async function loadedRequest(request: MessageRequest): Promise<MessageRequest> {
	if (request.body.parts.length === 1) return request;
	const body = await loadedBody(request.body);
	checkRequestSize(body.byteLength);
	return { ...request, body };
}

/** The request that goes on where an answer paused: the same tools and container, and the turn as it came. */
export function continuedRequest(
	request: MessageRequest,
	content: readonly ContentBlock[],
	containerId: string | undefined,
): MessageRequest {
	const paused: Turn = { role: 'assistant', content: content.map((block) => ({ ...block })) };
	const container = containerId === undefined ? {} : { container: containerId };
	return {
		...request,
		body: rewritten(request.body, (body: RequestBody) => ({
			...body,
			messages: [...body.messages, paused],
			...container,
		})),
	};
}
