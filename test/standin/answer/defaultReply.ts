import { countInputTokens } from '../facts/tokenCount';
import type { MessageRequest } from '../rules/messageRequest';
import type { Block, Message } from '../types';
import { NO_SCRIPT, type Script } from '../script/script';
import { chooseLetter } from './choice';
import { containerFor } from './container';
import { callTokens, endWith } from './ending';
import { limitText } from './limits';
import { textBlocks } from './passages';
import { proofOfReceipt, proofPassages, type Passage } from './proof';
import { prefillOf } from './question';
import { sampleJson } from './sampleJson';
import { thinkingFor } from './thinking';

/** The answer to a request for which nothing is queued: a sample that fits, else it tells what arrived. */
export function defaultReply(request: MessageRequest, id: string, script = NO_SCRIPT): Message {
	const { body } = request;
	const letter = chooseLetter(body);
	const passages = script.sample?.passages ?? answerPassages(request, letter, script);
	const whole = passages.map((passage) => passage.text).join('');
	const thinking = thinkingFor(request);
	const runTokens = Math.min(tokensOf(script.runs), body.max_tokens - thinking.tokens);
	const room = { ...body, max_tokens: body.max_tokens - thinking.tokens - runTokens };
	const limited = limitText(whole, letter?.length ?? 0, room);
	const { calls, tokens, ...stop } = endWith(script.calls, limited, room.max_tokens);
	return {
		id: script.sample?.id ?? id,
		type: 'message',
		role: 'assistant',
		model: body.model,
		content: [
			...script.results,
			...thinking.blocks,
			...script.runs,
			...textBlocks(passages, limited.text.length),
			...calls,
		],
		...stop,
		stop_details: null,
		container: containerFor(body, script.usesContainer),
		diagnostics: null,
		usage: {
			...usageOf(request, tokens + runTokens, thinking.tokens),
			server_tool_use: script.usage,
		},
	};
}

function answerPassages(
	{ body }: MessageRequest,
	letter: string | undefined,
	{ calls, said }: Script,
): Passage[] {
	const called = calls.flatMap((call) => (call.type === 'tool_use' ? [call.name] : []));
	if (called.length > 0) return [...said, { text: `I will use ${called.join(' and ')}.` }];
	const schema = body.output_config?.format?.schema;
	if (schema !== undefined) {
		const found = said.map(({ text }) => text).join('');
		return [{ text: JSON.stringify(sampleJson(schema, `${found}${proofOfReceipt(body)}`)) }];
	}
	const proof = [...said, ...proofPassages(body)];
	if (letter !== undefined) return [{ text: `${letter}) ` }, ...proof];
	// The answer goes on where the prefill ends, so after a word it begins with the space.
	return /[\p{L}\p{N}.,:;!?]$/u.test(prefillOf(body)) ? [{ text: ' ' }, ...proof] : proof;
}

function tokensOf(blocks: Block[]): number {
	return blocks.reduce((sum, block) => sum + ('input' in block ? callTokens(block) : 0), 0);
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
