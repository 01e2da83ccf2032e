import type { ContentBlock } from '@anthropic-ai/sdk/resources/messages';
import type { MessageRequest } from '../../shared/api/endpoints/createMessage';
import type { RequestBody, Turn } from './body';
import type { DraftRequest } from './draftRequest';
import type { PlacedTurns } from './placedFiles';
import { checkImages, checkRequestSize } from './limits';
import { loadedBody, rewritten, writeBody } from '../../shared/api/transport/writeBody';

/**
 * Completes the request, once its files are placed. The exact length of text files is not known before they
 * are loaded.
 *
 * @throws Failure when it is larger than the API accepts
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
 * The request with its text files loaded, ready to be sent.
 *
 * @throws Failure when it is larger than the API accepts, or a text file cannot be read
 */
export async function loadedRequest(request: MessageRequest): Promise<MessageRequest> {
	if (request.body.parts.length === 1) return request;
	const body = await loadedBody(request.body);
	checkRequestSize(body.byteLength);
	return { ...request, body };
}

/**
 * The request that continues a paused answer: the same tools and container, and the paused turn unchanged.
 */
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
