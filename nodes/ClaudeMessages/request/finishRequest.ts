import type { ContentBlock } from '@anthropic-ai/sdk/resources/messages';
import { isRecord } from '../../shared/json';
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

/** The request that continues a paused answer: the same tools and container, and the turn as it came. */
export function continuedRequest(
	request: MessageRequest,
	content: readonly ContentBlock[],
	containerId: string | undefined,
): MessageRequest {
	const paused: Turn = { role: 'assistant', content: content.map((block) => ({ ...block })) };
	return withTurns(request, [paused], containerId, (body) => body);
}

/**
 * The request with more turns at its end. A tool choice that forces a tool has done its work by then, and
 * would force Claude to call one for ever.
 */
export function extendedRequest(
	request: MessageRequest,
	turns: readonly Turn[],
	containerId: string | undefined,
): MessageRequest {
	const extended = withTurns(request, turns, containerId, (body) => {
		const { tool_choice: choice } = body;
		const isForced = isRecord(choice) && (choice.type === 'any' || choice.type === 'tool');
		if (!isForced) return body;
		const rest = Object.entries(choice).filter(([key]) => key !== 'name');
		return { ...body, tool_choice: { ...Object.fromEntries(rest), type: 'auto' } };
	});
	checkRequestSize(extended.body.byteLength);
	return extended;
}

function withTurns(
	request: MessageRequest,
	turns: readonly Turn[],
	containerId: string | undefined,
	change: (body: RequestBody) => RequestBody,
): MessageRequest {
	const container = containerId === undefined ? {} : { container: containerId };
	const body = rewritten(request.body, (before: RequestBody) => ({
		...change(before),
		messages: [...before.messages, ...turns],
		...container,
	}));
	return { ...request, body };
}
