import { countInputTokens } from '../facts/tokenCount';
import type { MessageRequest } from '../rules/messageRequest';
import type { Message } from '../types';
import { chooseLetter } from './choice';
import { containerFor } from './container';
import { limitText } from './limits';
import { textBlocks } from './passages';
import { proofOfReceipt, proofPassages, type Passage } from './proof';
import { prefillOf } from './question';
import { sampleJson } from './sampleJson';
import { thinkingFor } from './thinking';

/** The answer to a request for which nothing is queued: it tells what arrived. */
export function defaultReply(request: MessageRequest, id: string): Message {
	const { body } = request;
	const letter = chooseLetter(body);
	const passages = answerPassages(request, letter);
	const whole = passages.map((passage) => passage.text).join('');
	const thinking = thinkingFor(request);
	const room = { ...body, max_tokens: body.max_tokens - thinking.tokens };
	const { text, tokens, ...stop } = limitText(whole, letter?.length ?? 0, room);
	return {
		id,
		type: 'message',
		role: 'assistant',
		model: body.model,
		content: [...thinking.blocks, ...textBlocks(passages, text.length)],
		...stop,
		stop_details: null,
		container: containerFor(body),
		diagnostics: null,
		usage: usageOf(request, tokens, thinking.tokens),
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

/** https://platform.claude.com/docs/en/api/messages/create#response-usage */
function usageOf(
	{ body, model }: MessageRequest,
	textTokens: number,
	thinkingTokens: number,
): Message['usage'] {
	return {
		input_tokens: countInputTokens(body, model),
		cache_creation_input_tokens: 0,
		cache_read_input_tokens: 0,
		cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
		output_tokens: textTokens + thinkingTokens,
		output_tokens_details: { thinking_tokens: thinkingTokens },
		server_tool_use: null,
		service_tier: 'standard',
		inference_geo: body.inference_geo ?? (model.rules.inferenceGeo ? 'global' : null),
		speed: body.speed ?? 'standard',
	};
}
