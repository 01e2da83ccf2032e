import { invalid } from '../apiError';
import type { RequestContext } from './context';
import { checkMessageRequest, type MessageRequest } from './messageRequest';

/** The context of a batch's requests. */
export interface BatchContext extends RequestContext {
	isBatched: true;
	/** The header `anthropic-user-profile-id`. */
	userProfile: string | undefined;
}

/**
 * The rules of a message, and those of batches on top.
 * https://platform.claude.com/docs/en/build-with-claude/batch-processing
 */
export function checkBatchItem(
	{ user_profile_id: userProfile, ...params }: Record<string, unknown>,
	context: BatchContext,
): MessageRequest {
	if (params.stream === true) refuse('stream');
	if (params.max_tokens === 0) refuse('max_tokens', '0 is not supported in a batch');
	for (const name of ['speed', 'thread', 'fallbacks']) {
		if (params[name] !== undefined && params[name] !== null) refuse(name);
	}
	const isOther = context.userProfile !== undefined && context.userProfile !== userProfile;
	if (userProfile !== undefined && (typeof userProfile !== 'string' || isOther)) {
		refuse('user_profile_id', 'is not the one of the batch');
	}
	return checkMessageRequest(params, context);
}

function refuse(place: string, problem = 'is not supported in a batch'): never {
	throw invalid(place, problem);
}
