import { ApiRefusal } from './apiError';
import { isRecord } from './rules/shape';
import type { Message } from './types';

interface Thread {
	system: unknown;
	tools: unknown;
	messages: unknown[];
}

/**
 * Conversations that the server holds, each under the id of its last answer; the SDK's tool
 * runner talks in them. https://platform.claude.com/docs/en/api/beta/messages/create
 */
export class Threads {
	private readonly held = new Map<string, Thread>();

	clear() {
		this.held.clear();
	}

	/** The request with all that the thread holds, which is what the rules and the model see. */
	whole(body: unknown): unknown {
		if (!isRecord(body) || !isRecord(body.thread) || body.thread.type !== 'continue') return body;
		const id = body.thread.previous_message_id;
		const thread = typeof id === 'string' ? this.held.get(id) : undefined;
		if (thread === undefined) {
			const details = { error_code: 'thread_not_found' };
			throw new ApiRefusal(404, 'not_found_error', `no thread with ${String(id)}`, details);
		}
		const { messages, system, tools } = thread;
		const added: unknown[] = Array.isArray(body.messages) ? body.messages : [];
		const whole = { ...body, messages: [...messages, ...added] };
		return {
			...whole,
			...(system !== undefined && { system }),
			...(tools !== undefined && { tools }),
		};
	}

	/** Holds what was asked and answered, if the (whole) request wants that. */
	keep({ id, content }: Message, body: { thread?: unknown; messages: unknown[] }) {
		if (!isRecord(body.thread)) return;
		const { messages, system, tools }: Thread = { system: undefined, tools: undefined, ...body };
		const answer = content.length === 0 ? [] : [{ role: 'assistant', content }];
		this.held.set(id, { system, tools, messages: [...messages, ...answer] });
	}
}
