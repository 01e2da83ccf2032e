import { ApiRefusal, errorBody, refusalOf } from './apiError';
import { defaultReply } from './answer/defaultReply';
import { saying } from './answer/saying';
import type { Backlog } from './backlog';
import type { Files } from './files';
import type { Diagnoses } from './cache/diagnoses';
import type { CacheUse } from './cache/promptCache';
import { idSequence } from './ids';
import type { QueuedReply, StreamOptions } from './queuedReply';
import { tokensReply, type Accepted } from './routes';
import { NO_SCRIPT, scriptFor } from './script/script';
import { SSE_HEADERS, sseReply } from './stream/sseReply';
import type { Samples } from './samples/samples';
import type { Threads } from './threads';
import type { Message } from './types';
import { wait } from './wait';
import { damage } from './wire/faults';
import { jsonReply, type Reply } from './wire/reply';

const NOT_HTTP = '\u0000\u0001 this is not HTTP \r\n\r\n';

/** A request that waits for its answer. */
export interface Occasion {
	verdict: Accepted | ApiRefusal;
	requestId: string;
	latencyMs: number;
	/** What the request found in the prompt cache when it came. */
	cached: CacheUse;
	diagnoses: Diagnoses;
	files: Files;
	samples: Samples;
	threads: Threads;
	backlog: Backlog;
	/** Aborts when nobody waits any more. */
	gone: AbortSignal;
}

const nextMessageId = idSequence('msg');

/** What is said to a request for which nothing is queued: the refusal, else the answer. */
export async function replyTo(occasion: Occasion): Promise<Reply> {
	const { verdict, requestId } = occasion;
	try {
		if (verdict instanceof ApiRefusal) throw verdict;
		if (verdict.endpoint === 'messages') return await say({}, occasion);
		return 'act' in verdict ? await verdict.act() : verdict.reply;
	} catch (error) {
		const refusal = refusalOf(error);
		return jsonReply(refusal.status, errorBody(refusal, requestId));
	}
}

/** Does what was asked for, although the client is not told. */
async function actUntold(occasion: Occasion) {
	if ('act' in occasion.verdict) await replyTo(occasion);
}

/** Does what the queued reply says. */
export async function perform(queued: QueuedReply, occasion: Occasion): Promise<Reply> {
	switch (queued.kind) {
		case 'message':
			return await say(queued.message, occasion, { headers: queued.headers });
		case 'text':
			return await say(saying(queued.text), occasion);
		case 'stream':
			return await say(queued.message ?? {}, occasion, queued);
		case 'tokens':
			return tokensReply(queued.inputTokens);
		case 'error':
			return jsonReply(queued.status, errorBody(queued, occasion.requestId), queued.headers);
		case 'raw': {
			const { status, headers = {}, body } = queued;
			return { kind: 'response', status, headers, steps: [body], end: 'close', isRaw: true };
		}
		case 'events': {
			const { headers, chunks: steps, end = 'close' } = queued;
			return { kind: 'response', status: 200, headers: { ...SSE_HEADERS, ...headers }, steps, end };
		}
		case 'delay':
			await wait(queued.ms, occasion.gone);
			return await perform(queued.then, occasion);
		case 'late':
			occasion.backlog.add(queued.requests, async () => await actUntold(occasion));
			return await perform(queued.then, occasion);
		case 'hang':
		case 'reset':
			await actUntold(occasion);
			return { kind: 'no http', bytes: '', end: queued.kind };
		case 'close-before-headers':
			await actUntold(occasion);
			return { kind: 'no http', bytes: '', end: 'cut' };
		case 'garbage':
			await actUntold(occasion);
			return { kind: 'no http', bytes: queued.bytes ?? NOT_HTTP, end: 'cut' };
		default: {
			const { then } = queued;
			const whole = then === undefined ? replyTo(occasion) : perform(then, occasion);
			return damage(await whole, queued);
		}
	}
}

/** The default answer with `laid` over it, in the form that the request asks for. */
async function say(
	laid: Partial<Message>,
	{ verdict, latencyMs, cached, diagnoses, files, samples, threads, gone }: Occasion,
	options: StreamOptions = {},
): Promise<Reply> {
	await wait(latencyMs, gone);
	if (verdict instanceof ApiRefusal || verdict.endpoint !== 'messages') {
		return jsonReply(200, laid, options.headers);
	}
	// An answer that a test has written uses no tool by itself.
	const isWritten = laid.content !== undefined;
	const { body } = verdict.message;
	const script = isWritten ? NO_SCRIPT : scriptFor({ body, files, samples });
	const usual = defaultReply(verdict.message, nextMessageId(), script);
	const message = {
		...usual,
		diagnostics: diagnoses.compare(verdict.message),
		usage: { ...usual.usage, ...cached.usage },
		...laid,
	};
	diagnoses.keep(message.id, verdict.message);
	threads.keep(message, body);
	const reply =
		body.stream === true ? sseReply(message, options) : jsonReply(200, message, options.headers);
	return { ...reply, onBegin: cached.begin };
}
