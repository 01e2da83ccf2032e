import { blockJson, promptBlocks, type PromptBlock } from '../facts/promptBlocks';
import { countInputTokens } from '../facts/tokenCount';
import type { MessageRequest } from '../rules/messageRequest';
import type { Message } from '../types';

/** Compares requests with the ones before. https://platform.claude.com/docs/en/build-with-claude/cache-diagnostics */
export class Diagnoses {
	private readonly answered = new Map<string, MessageRequest>();

	clear() {
		this.answered.clear();
	}

	/** Keeps a request that asks for diagnostics, under the id of its answer. */
	keep(messageId: string, request: MessageRequest) {
		if (request.body.diagnostics) this.answered.set(messageId, request);
	}

	/** Nothing without a request to compare with, or where its prompt goes on as it was. */
	compare(request: MessageRequest): Message['diagnostics'] {
		const id = request.body.diagnostics?.previous_message_id;
		if (typeof id !== 'string') return null;
		const before = this.answered.get(id);
		if (before === undefined) {
			return { cache_miss_reason: { type: 'previous_message_not_found' } };
		}
		const type = firstChange(before, request);
		if (type === undefined) return null;
		if (type === 'unavailable') return { cache_miss_reason: { type } };
		const missed = countInputTokens(before.body, before.model);
		return { cache_miss_reason: { type, cache_missed_input_tokens: missed } };
	}
}

function firstChange(before: MessageRequest, now: MessageRequest) {
	const isSame = (part: (request: MessageRequest) => unknown) =>
		JSON.stringify(part(before)) === JSON.stringify(part(now));
	if (!isSame(({ model, body }) => [model.info.id, body.speed ?? 'standard'])) {
		return 'model_changed';
	}
	if (!isSame((request) => partOf(request, 'system'))) return 'system_changed';
	if (!isSame((request) => partOf(request, 'tools'))) return 'tools_changed';
	if (!isSame(settingsOf)) return 'unavailable';
	const earlier = partOf(before, 'messages');
	const goesOn = partOf(now, 'messages').slice(0, earlier.length).join() === earlier.join();
	return goesOn ? undefined : 'messages_changed';
}

function partOf({ body }: MessageRequest, part: PromptBlock['part']): string[] {
	return promptBlocks(body)
		.filter((block) => block.part === part)
		.map(blockJson);
}

/** What else the prompt is made of. */
function settingsOf({ body }: MessageRequest) {
	const { output_config: output, thinking, tool_choice: choice } = body;
	return [output?.effort, output?.format, thinking, choice];
}
