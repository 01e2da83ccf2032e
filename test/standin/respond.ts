import { ApiRefusal, errorBody } from './apiError';
import type { RateLimits } from './limits/rateLimits';
import { perform, replyTo, type Occasion } from './perform';
import type { Arrival } from './receiveRequest';
import { isAnswer, type ReplyQueue } from './replyQueue';
import { accept, type Accepted, type Backend } from './routes';
import { jsonReply, withHeaders, type Reply } from './wire/reply';

export interface Answering extends Backend {
	queue: ReplyQueue;
	limits: RateLimits;
	latencyMs: number;
}

/** What the server says to a request: no when it asks too often, else what is queued or due. */
export async function respond(
	arrival: Arrival,
	requestId: string,
	gone: AbortSignal,
	backend: Answering,
): Promise<Reply> {
	const verdict = judge(arrival, backend);
	const occasion = { verdict, requestId, latencyMs: backend.latencyMs, gone };
	if (!isLimited(arrival, verdict)) return await answer(arrival, occasion, backend);
	const { isRefused, headers } = backend.limits.admit();
	const reply = isRefused ? tooMany(requestId) : await answer(arrival, occasion, backend);
	return withHeaders(reply, headers);
}

/** A mistake in the stand-in itself, or in a test's `when`. */
export function broken(error: unknown, requestId: string): Reply {
	const message = `the stand-in is broken: ${String(error)}`;
	return jsonReply(500, errorBody({ type: 'api_error', message }, requestId));
}

export function tooMany(requestId: string): Reply {
	const message = 'This request would exceed the rate limit of your organization.';
	return jsonReply(429, errorBody({ type: 'rate_limit_error', message }, requestId));
}

async function answer(arrival: Arrival, occasion: Occasion, backend: Answering): Promise<Reply> {
	const isRefused = occasion.verdict instanceof ApiRefusal;
	const queued = backend.queue.take(arrival.request, (reply) => !isRefused || !isAnswer(reply));
	return queued === undefined ? await replyTo(occasion) : await perform(queued, occasion);
}

function judge(arrival: Arrival, backend: Backend): Accepted | ApiRefusal {
	try {
		return accept(arrival, backend);
	} catch (error) {
		return error instanceof ApiRefusal ? error : new ApiRefusal(500, 'api_error', String(error));
	}
}

/** Every message is counted, also one that is refused, unless nobody knows whose it is. */
function isLimited({ request }: Arrival, verdict: Accepted | ApiRefusal): boolean {
	if (request.method !== 'POST' || request.path !== '/v1/messages') return false;
	return !(verdict instanceof ApiRefusal && verdict.status === 401);
}
