import { CHARACTERS_PER_TOKEN } from '../facts/tokenCount';
import type { MessageBody } from '../rules/messageRequest';
import type { Message } from '../types';

export interface LimitedText extends Pick<Message, 'stop_reason' | 'stop_sequence'> {
	text: string;
	tokens: number;
}

/**
 * Cuts a text where `max_tokens` or a stop sequence ends it. A token is four characters, but
 * the first `lead` characters are one token by themselves.
 */
export function limitText(text: string, lead: number, body: MessageBody): LimitedText {
	const room = body.max_tokens === 0 ? 0 : lengthOf(body.max_tokens, lead);
	const stop = firstStop(text, body.stop_sequences ?? []);
	if (stop !== undefined && stop.index + stop.sequence.length <= room) {
		const before = text.slice(0, stop.index);
		return {
			text: before,
			tokens: tokensOf(before, lead),
			stop_reason: 'stop_sequence',
			stop_sequence: stop.sequence,
		};
	}
	if (text.length <= room) {
		return {
			text,
			tokens: tokensOf(text, lead),
			stop_reason: 'end_turn',
			stop_sequence: null,
		};
	}
	// A character of two halves is not cut in the middle.
	const cut = text.slice(0, room).replace(/[\uD800-\uDBFF]$/, '');
	return {
		text: cut,
		tokens: body.max_tokens,
		stop_reason: 'max_tokens',
		stop_sequence: null,
	};
}

function lengthOf(tokens: number, lead: number) {
	return lead > 0 ? lead + (tokens - 1) * CHARACTERS_PER_TOKEN : tokens * CHARACTERS_PER_TOKEN;
}

function tokensOf(text: string, lead: number) {
	if (text === '') return 0;
	return (lead > 0 ? 1 : 0) + Math.ceil((text.length - lead) / CHARACTERS_PER_TOKEN);
}

function firstStop(text: string, sequences: string[]) {
	const found = sequences
		.map((sequence) => ({ sequence, index: text.indexOf(sequence) }))
		.filter(({ index }) => index !== -1)
		.sort((one, other) => one.index - other.index);
	return found[0];
}
