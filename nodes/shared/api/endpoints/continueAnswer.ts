import type { ContentBlock } from '@anthropic-ai/sdk/resources/messages';
import { isRecord } from '../../json';
import type { Answer } from './answer';
import type { Connection } from '../transport/connection';
import { createMessage, type MessageRequest } from './createMessage';
import type { Run } from '../pacing/startRun';

/** The API pauses long turns of server tools; after this many continuations the node gives up. */
const MAX_CONTINUATIONS = 10;

/** Makes the request that continues a paused answer. */
export type ContinueRequest = (content: ContentBlock[], containerId?: string) => MessageRequest;

/**
 * Completes an answer: a paused turn is sent back unchanged and continued, and the parts are joined. Usage is
 * the sum of all calls; ID, request ID and stop reason are those of the last.
 *
 * @see https://platform.claude.com/docs/en/build-with-claude/handling-stop-reasons
 */
export async function createWholeMessage(
	connection: Connection,
	request: MessageRequest,
	continueWith: ContinueRequest,
	run: Run,
): Promise<Answer> {
	let answer = await createMessage(connection, request, run);
	for (let times = 0; answer.message.stop_reason === 'pause_turn'; times++) {
		if (times === MAX_CONTINUATIONS) {
			run.notes.leftPaused();
			return answer;
		}
		const { content } = answer.message;
		const container: unknown = answer.message.container;
		const id = isRecord(container) && typeof container.id === 'string' ? container.id : undefined;
		const next = await createMessage(connection, continueWith(content, id), run);
		answer = joined(answer, next);
	}
	return answer;
}

function joined(before: Answer, { message, requestId }: Answer): Answer {
	const content = [...before.message.content, ...message.content];
	const usage = added(before.message.usage, message.usage);
	const whole = Object.assign({ ...message, content }, usage === undefined ? {} : { usage });
	return { message: whole, requestId };
}

/** Adds counts at any depth; other values are those of the last call that has them. */
function added(before: unknown, after: unknown): unknown {
	if (typeof before === 'number') return typeof after === 'number' ? before + after : before;
	if (isRecord(before)) return isRecord(after) ? sum(before, after) : before;
	return after ?? before;
}

function sum(
	before: Record<string, unknown>,
	after: Record<string, unknown>,
): Record<string, unknown> {
	const names = new Set([...Object.keys(before), ...Object.keys(after)]);
	return Object.fromEntries([...names].map((name) => [name, added(before[name], after[name])]));
}
