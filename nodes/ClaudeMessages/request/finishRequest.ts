import type { ContinueRequest } from '../api/continueAnswer';
import type { MessageRequest } from '../api/createMessage';
import type { PlacedTurns } from '../files/placeFiles';
import type { Turn } from './body';
import type { DraftRequest } from './draftRequest';
import { checkImages, checkRequestSize } from './limits';
import { writeBody } from './writeBody';

/** A request as it is sent, and the one that goes on where its answer paused. */
export interface FinishedRequest {
	request: MessageRequest;
	continueWith: ContinueRequest;
}

/**
 * The request as it is sent, once the files have their places.
 *
 * @throws Failure when it is larger than the API takes
 */
export function finishRequest(
	{ body, start, sampling, ...settings }: DraftRequest,
	{ turns, files }: PlacedTurns,
): FinishedRequest {
	const { model } = body;
	checkImages(turns, files, model);
	const prefilled = start.prefill !== '' && start.way === 'continued';
	const facts = { model, prefilled, sampling };
	const request = requestWith(turns, {});
	checkRequestSize(request.body.byteLength);
	return { request, continueWith };

	function requestWith(messages: Turn[], more: Record<string, unknown>): MessageRequest {
		const whole = {
			...body,
			messages,
			...(settings.stream ? { stream: true } : {}),
			...more,
		};
		const written = writeBody(
			whole,
			files.map(({ data }) => data),
		);
		return { ...settings, body: written, facts };
	}

	/** The same tools, the same container, and the paused turn as it came. */
	function continueWith(...[content, containerId]: Parameters<ContinueRequest>): MessageRequest {
		const paused: Turn = { role: 'assistant', content: content.map((block) => ({ ...block })) };
		const container = containerId === undefined ? {} : { container: containerId };
		return requestWith([...turns, paused], container);
	}
}
