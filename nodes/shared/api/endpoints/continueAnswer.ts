import type { ContentBlock } from '@anthropic-ai/sdk/resources/messages';
import { isRecord } from '../../json';
import type { Answer } from './answer';
import type { Connection } from '../transport/connection';
import { createMessage, type MessageRequest } from './createMessage';
import type { Run } from '../pacing/startRun';

/** The API pauses long turns of server tools; after this many continuations the node gives up. */
const MAX_CONTINUATIONS = 10;

/** A complete answer, and how many calls of the API it took. */
export interface WholeAnswer extends Answer {
	calls: number;
}

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
): Promise<WholeAnswer> {
	let answer: WholeAnswer = { ...(await createMessage(connection, request, run)), calls: 1 };
	for (let times = 0; answer.message.stop_reason === 'pause_turn'; times++) {
		if (times === MAX_CONTINUATIONS) {
			run.notes.leftPaused();
			return answer;
		}
		const { content } = answer.message;
		const continued = continueWith(content, containerIn(answer));
		const next = await createMessage(connection, continued, run);
		answer = joined(answer, { ...next, calls: 1 });
	}
	return answer;
}

/** The container of an answer, in which its next part goes on. */
export function containerIn({ message }: Answer): string | undefined {
	const container: unknown = message.container;
	return isRecord(container) && typeof container.id === 'string' ? container.id : undefined;
}

/** Two parts of an answer as one: content and usage of both, everything else of the second. */
export function joined(before: WholeAnswer, after: WholeAnswer): WholeAnswer {
	const { message, requestId } = after;
	const content = [...before.message.content, ...message.content];
	const usage = added(before.message.usage, message.usage);
	const whole = Object.assign({ ...message, content }, usage === undefined ? {} : { usage });
	return { message: whole, requestId, calls: before.calls + after.calls };
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
