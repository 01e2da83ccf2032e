import { ApiRefusal, errorBody, refusalOf } from './apiError';
import type { Backlog } from './backlog';
import type { Diagnoses } from './cache/diagnoses';
import type { CacheUse, PromptCache } from './cache/promptCache';
import type { Admission, RateLimits } from './limits/rateLimits';
import { BATCHES_PATH, COUNT_PATH, MESSAGES_PATH } from './paths';
import { perform, replyTo, type Occasion } from './perform';
import type { Arrival } from './receiveRequest';
import { isAnswer, type ReplyQueue } from './replyQueue';
import { accept, type Accepted, type Backend } from './routes';
import type { Samples } from './samples/samples';
import { jsonReply, withHeaders, type Reply } from './wire/reply';

export interface Answering extends Backend {
	queue: ReplyQueue;
	limits: RateLimits;
	cache: PromptCache;
	diagnoses: Diagnoses;
	samples: Samples;
	backlog: Backlog;
	latencyMs: number;
}

const LIMITED_PATHS = [MESSAGES_PATH, COUNT_PATH, BATCHES_PATH];
const FREE: Admission = { isRefused: false, headers: {} };

/** What the server says to a request: no when it asks too often, else what is queued or due. */
export async function respond(
	arrival: Arrival,
	requestId: string,
	gone: AbortSignal,
	backend: Answering,
): Promise<Reply> {
	await backend.backlog.tick();
	const verdict = judge(arrival, backend);
	const { isRefused, headers } = isLimited(arrival, verdict)
		? backend.limits.admit(arrival.request.path)
		: FREE;
	if (isRefused) return withHeaders(tooMany(requestId), headers);
	const cached = look(verdict, backend.cache);
	const { backlog, latencyMs, diagnoses, files, samples, threads } = backend;
	const kept = { backlog, diagnoses, files, samples, threads };
	const occasion = { ...kept, verdict, requestId, latencyMs, cached, gone };
	return withHeaders(await answer(arrival, occasion, backend.queue), headers);
}

/** A mistake in the stand-in itself, or in a test's `when`. */
export function broken(error: unknown, requestId: string): Reply {
	const message = `the stand-in is broken: ${String(error)}`;
	return jsonReply(500, errorBody({ type: 'api_error', message }, requestId));
}

function tooMany(requestId: string): Reply {
	const message = 'This request would exceed the rate limit of your organization.';
	return jsonReply(429, errorBody({ type: 'rate_limit_error', message }, requestId));
}

async function answer(arrival: Arrival, occasion: Occasion, queue: ReplyQueue): Promise<Reply> {
	const isRefused = occasion.verdict instanceof ApiRefusal;
	const queued = queue.take(arrival.request, (reply) => !isRefused || !isAnswer(reply));
	return queued === undefined ? await replyTo(occasion) : await perform(queued, occasion);
}

function look(verdict: Accepted | ApiRefusal, cache: PromptCache): CacheUse {
	if (verdict instanceof ApiRefusal || verdict.endpoint !== 'messages') return { begin: () => {} };
	return cache.look(verdict.message);
}

function judge(arrival: Arrival, backend: Backend): Accepted | ApiRefusal {
	try {
		return accept(arrival, backend);
	} catch (error) {
		return refusalOf(error);
	}
}

/** Every request is counted, also one that is refused, unless nobody knows whose it is. */
function isLimited({ request }: Arrival, verdict: Accepted | ApiRefusal): boolean {
	if (request.method !== 'POST') return false;
	if (!LIMITED_PATHS.includes(request.path)) return false;
	return !(verdict instanceof ApiRefusal && verdict.status === 401);
}
