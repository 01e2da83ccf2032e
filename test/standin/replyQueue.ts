import { BATCHES_PATH, COUNT_PATH, MESSAGES_PATH } from './paths';
import type { QueuedReply } from './queuedReply';
import type { ReceivedRequest } from './types';
import { isRecord } from './rules/shape';

/** Replies waiting for their request. */
export class ReplyQueue {
	private waiting: QueuedReply[] = [];

	/** How many have not been used. */
	get size(): number {
		return this.waiting.length;
	}

	add(replies: QueuedReply[]) {
		this.waiting.push(...replies);
	}

	clear() {
		this.waiting = [];
	}

	/** The first reply aimed at this request, taken off the queue if `usable` says so. */
	take(request: ReceivedRequest, usable: (reply: QueuedReply) => boolean): QueuedReply | undefined {
		return this.takeFirst((reply) => isAimedAt(reply, request), usable);
	}

	/** The same for a request of a batch; its `body` is the item's params. */
	takeForItem(
		customId: string,
		request: ReceivedRequest,
		usable: (reply: QueuedReply) => boolean,
	): QueuedReply | undefined {
		if (this.waiting.length === 0) return undefined;
		return this.takeFirst((reply) => isForItem(reply, customId, request), usable);
	}

	private takeFirst(
		aimed: (reply: QueuedReply) => boolean,
		usable: (reply: QueuedReply) => boolean,
	) {
		const found = this.waiting.find(aimed);
		if (found === undefined || !usable(found)) return undefined;
		this.waiting.splice(this.waiting.indexOf(found), 1);
		return found;
	}
}

/** Whether the reply is what the model says, not what happens to the request on the way. */
export function isAnswer(reply: QueuedReply): boolean {
	const { kind } = innermost(reply);
	return kind === 'tokens' || isMessage(kind);
}

function isAimedAt(reply: QueuedReply, request: ReceivedRequest): boolean {
	const { kind } = innermost(reply);
	if (reply.customId !== undefined) return false;
	if (isMessage(kind) && request.path === BATCHES_PATH) return false;
	if ((reply.path ?? (kind === 'tokens' ? COUNT_PATH : MESSAGES_PATH)) !== request.path)
		return false;
	if (isMessage(kind) && request.path === COUNT_PATH) return false;
	if (kind === 'tokens' && request.path !== COUNT_PATH) return false;
	if (kind === 'stream' && !asksForStream(request)) return false;
	return reply.when === undefined || reply.when(request);
}

function isForItem(reply: QueuedReply, customId: string, request: ReceivedRequest): boolean {
	const { kind } = reply;
	const isWanted =
		reply.customId === undefined
			? reply.path === BATCHES_PATH && (kind === 'message' || kind === 'text')
			: reply.customId === customId && ['message', 'text', 'error'].includes(kind);
	return isWanted && (reply.when === undefined || reply.when(request));
}

function isMessage(kind: QueuedReply['kind']): boolean {
	return kind === 'message' || kind === 'text' || kind === 'stream';
}

function innermost(reply: QueuedReply): QueuedReply {
	return 'then' in reply && reply.then !== undefined ? innermost(reply.then) : reply;
}

function asksForStream({ body }: ReceivedRequest): boolean {
	return isRecord(body) && body.stream === true;
}
