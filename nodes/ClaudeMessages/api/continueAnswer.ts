import type { ContentBlock, Usage } from '@anthropic-ai/sdk/resources/messages';
import { isRecord } from '../json';
import type { Answer } from '../output/answer';
import type { Connection } from './connection';
import { createMessage, type MessageRequest } from './createMessage';
import type { Run } from './withRetries';

/** The API pauses long turns of server tools; more often than this nobody waits for. */
const MAX_CONTINUATIONS = 10;

/** The request that goes on where a paused answer stopped. */
export type ContinueRequest = (content: ContentBlock[], containerId?: string) => MessageRequest;

/**
 * An answer to its end: a paused turn is sent back as it came and goes on, and the parts are joined.
 * Usage is that of all calls; ID, request ID and stop reason are those of the last.
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
		const { content, container } = answer.message;
		const next = await createMessage(connection, continueWith(content, container?.id), run);
		answer = joined(answer, next);
	}
	return answer;
}

function joined(before: Answer, { message, requestId }: Answer): Answer {
	const content = [...before.message.content, ...message.content];
	const usage = { ...message.usage, ...sum(before.message.usage, message.usage) };
	return { message: { ...message, content, usage }, requestId };
}

/** Counts are added, at any depth; what is not a count is that of the last call. */
function sum(before: Usage | object, after: Usage | object): Record<string, unknown> {
	const earlier = new Map<string, unknown>(Object.entries(before));
	return Object.fromEntries(
		[...new Set([...earlier.keys(), ...Object.keys(after)])].map((name) => [
			name,
			added(earlier.get(name), new Map<string, unknown>(Object.entries(after)).get(name)),
		]),
	);
}

function added(before: unknown, after: unknown): unknown {
	if (typeof before === 'number') return before + (typeof after === 'number' ? after : 0);
	if (isRecord(before)) return isRecord(after) ? sum(before, after) : before;
	return after;
}
