import { CHARACTERS_PER_TOKEN } from '../facts/tokenCount';
import type { Call } from '../script/script';
import type { Message } from '../types';
import type { LimitedText } from './limits';

interface Ending extends Pick<Message, 'stop_reason' | 'stop_sequence'> {
	calls: Call[];
	/** Of the text and the calls. */
	tokens: number;
}

/**
 * The calls behind a text that was not cut itself. The one for which `max_tokens` leaves no room
 * has no input, and nothing comes after it.
 */
export function endWith(calls: Call[], text: LimitedText, maxTokens: number): Ending {
	const { stop_reason, stop_sequence, tokens: textTokens } = text;
	if (calls.length === 0 || stop_reason !== 'end_turn') {
		return { calls: [], tokens: textTokens, stop_reason, stop_sequence };
	}
	let tokens = textTokens;
	for (const [index, call] of calls.entries()) {
		tokens += callTokens(call);
		if (tokens > maxTokens) {
			const cut = [...calls.slice(0, index), { ...call, input: {} }];
			return { calls: cut, tokens: maxTokens, stop_reason: 'max_tokens', stop_sequence: null };
		}
	}
	return { calls, tokens, stop_reason: 'tool_use', stop_sequence: null };
}

/** What a call costs: its name and its input. */
export function callTokens({ name, input }: { name: string; input: unknown }): number {
	return Math.ceil((name.length + JSON.stringify(input).length) / CHARACTERS_PER_TOKEN);
}
