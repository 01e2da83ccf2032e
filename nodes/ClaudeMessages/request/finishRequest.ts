import type { MessageRequest } from '../api/createMessage';
import type { PlacedTurns } from '../files/placeFiles';
import type { DraftRequest } from './draftRequest';
import { checkImages, checkRequestSize } from './limits';
import { writeBody } from './writeBody';

/**
 * The request as it is sent, once the files have their places.
 *
 * @throws Failure when it is larger than the API takes
 */
export function finishRequest(
	{ body, start, sampling, ...settings }: DraftRequest,
	{ turns, files }: PlacedTurns,
): MessageRequest {
	const { model } = body;
	checkImages(turns, files, model);
	const written = writeBody(
		{ ...body, messages: turns },
		files.map(({ data }) => data),
	);
	checkRequestSize(written.byteLength);
	const prefilled = start.prefill !== '' && start.way === 'continued';
	return { ...settings, body: written, facts: { model, prefilled, sampling } };
}
