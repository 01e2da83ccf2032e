import { ApiRefusal, errorBody, jsonReply, type Reply } from './apiError';
import { defaultReply } from './answer/defaultReply';
import { idSequence } from './ids';
import type { Arrival } from './receiveRequest';
import { isAnswer, type ReplyQueue } from './replyQueue';
import { accept, type Accepted, type Backend } from './routes';
import type { Message, QueuedReply } from './types';
import { wait } from './wait';

export interface Answering extends Backend {
	queue: ReplyQueue;
	latencyMs: number;
	closing: AbortSignal;
}

const nextMessageId = idSequence('msg');

/** What the server says to a request: what is queued, else the refusal, else the answer. */
export async function respond(
	arrival: Arrival,
	requestId: string,
	backend: Answering,
): Promise<Reply> {
	const verdict = judge(arrival, backend);
	const refused = verdict instanceof ApiRefusal;
	const queued = backend.queue.take(arrival.request, (reply) => !refused || !isAnswer(reply));
	if (queued !== undefined) return await perform(queued, verdict, requestId, backend);
	if (refused) return jsonReply(verdict.status, errorBody(verdict, requestId));
	if (verdict.endpoint === 'models') return verdict.reply;
	await wait(backend.latencyMs, backend.closing);
	return jsonReply(200, defaultReply(verdict.message, nextMessageId()));
}

/** A mistake in the stand-in itself, or in a test's `when`. */
export function broken(error: unknown, requestId: string): Reply {
	const message = `the stand-in is broken: ${String(error)}`;
	return jsonReply(500, errorBody({ type: 'api_error', message }, requestId));
}

function judge(arrival: Arrival, backend: Backend): Accepted | ApiRefusal {
	try {
		return accept(arrival, backend);
	} catch (error) {
		return error instanceof ApiRefusal ? error : new ApiRefusal(500, 'api_error', String(error));
	}
}

async function perform(
	queued: QueuedReply,
	verdict: Accepted | ApiRefusal,
	requestId: string,
	backend: Answering,
): Promise<Reply> {
	switch (queued.kind) {
		case 'message':
			await wait(backend.latencyMs, backend.closing);
			return jsonReply(200, { ...baseMessage(verdict), ...queued.message }, queued.headers);
		case 'text':
			await wait(backend.latencyMs, backend.closing);
			return jsonReply(200, { ...baseMessage(verdict), ...saying(queued.text) });
		case 'error':
			return jsonReply(queued.status, errorBody(queued, requestId), queued.headers);
		case 'raw':
			return {
				kind: 'response',
				status: queued.status,
				headers: queued.headers ?? {},
				body: queued.body,
				isRaw: true,
			};
		case 'delay':
			await wait(queued.ms, backend.closing);
			return await perform(queued.then, verdict, requestId, backend);
		case 'reset':
			return { kind: 'reset' };
	}
}

/** The default answer to the request, for a queued message to be laid over. */
function baseMessage(verdict: Accepted | ApiRefusal): Partial<Message> {
	if (verdict instanceof ApiRefusal || verdict.endpoint !== 'messages') return {};
	return defaultReply(verdict.message, nextMessageId());
}

function saying(text: string): Partial<Message> {
	return {
		content: [{ type: 'text', text, citations: null }],
		stop_reason: 'end_turn',
		stop_sequence: null,
	};
}
