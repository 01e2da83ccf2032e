import { countInputTokens } from '../facts/tokenCount';
import type { MessageRequest } from '../rules/messageRequest';
import { thinks } from '../rules/thinkingRules';
import type { Message } from '../types';
import { chooseLetter } from './choice';
import { limitText } from './limits';
import { textBlocks } from './passages';
import { proofOfReceipt, proofPassages, type Passage } from './proof';
import { prefillOf } from './question';
import { sampleJson } from './sampleJson';

/** The answer to a request for which nothing is queued: it tells what arrived. */
export function defaultReply(request: MessageRequest, id: string): Message {
	const { body, model } = request;
	const letter = chooseLetter(body);
	const passages = answerPassages(request, letter);
	const whole = passages.map((passage) => passage.text).join('');
	const { text, tokens, ...stop } = limitText(whole, letter?.length ?? 0, body);
	const content: Message['content'] = [];
	if (thinks(body, model) && body.max_tokens > 0) content.push(thinkingBlock(request));
	content.push(...textBlocks(passages, text.length));
	return {
		id,
		type: 'message',
		role: 'assistant',
		model: body.model,
		content,
		...stop,
		stop_details: null,
		container: null,
		diagnostics: null,
		usage: usageOf(request, tokens),
	};
}

function answerPassages({ body }: MessageRequest, letter: string | undefined): Passage[] {
	const schema = body.output_config?.format?.schema;
	if (schema !== undefined) {
		return [{ text: JSON.stringify(sampleJson(schema, proofOfReceipt(body))) }];
	}
	const proof = proofPassages(body);
	if (letter !== undefined) return [{ text: `${letter}) ` }, ...proof];
	// The answer goes on where the prefill ends, so after a word it begins with the space.
	return /[\p{L}\p{N}.,:;!?]$/u.test(prefillOf(body)) ? [{ text: ' ' }, ...proof] : proof;
}

/** Empty but for the signature, unless the model shows its thinking (4.6 and older do). */
function thinkingBlock({ body, model }: MessageRequest): Message['content'][number] {
	const display =
		body.thinking !== undefined && 'display' in body.thinking ? body.thinking.display : undefined;
	const shown = display ? display === 'summarized' : model.rules.sampling;
	return {
		type: 'thinking',
		thinking: shown ? 'I will tell what arrived.' : '',
		signature: 'c3RhbmQtaW4=',
	};
}

/** https://platform.claude.com/docs/en/api/messages/create#response-usage */
function usageOf({ body, model }: MessageRequest, outputTokens: number): Message['usage'] {
	return {
		input_tokens: countInputTokens(body, model),
		cache_creation_input_tokens: 0,
		cache_read_input_tokens: 0,
		cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
		output_tokens: outputTokens,
		output_tokens_details: { thinking_tokens: 0 },
		server_tool_use: null,
		service_tier: 'standard',
		inference_geo: body.inference_geo ?? (model.rules.inferenceGeo ? 'global' : null),
		speed: body.speed ?? 'standard',
	};
}
