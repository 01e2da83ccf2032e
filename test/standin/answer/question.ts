import type Anthropic from '@anthropic-ai/sdk';
import type { MessageBody } from '../rules/messageRequest';
import { blocksOf, isPrefilled } from '../rules/turns';

/** The texts of the last user turn, in order. */
export function questionTexts({ messages }: MessageBody): string[] {
	const index = lastUserTurn(messages);
	const turn = messages[index];
	return turn === undefined ? [] : textsOf(turn);
}

export function lastUserTurn(messages: Anthropic.MessageParam[]): number {
	return messages.map((turn) => turn.role).lastIndexOf('user');
}

/** The start of the answer that the request brought along, if any. */
export function prefillOf(body: MessageBody): string {
	const last = body.messages[body.messages.length - 1];
	return isPrefilled(body) && last !== undefined ? textsOf(last).join('') : '';
}

function textsOf(turn: Anthropic.MessageParam): string[] {
	return blocksOf(turn).flatMap((block) => (block.type === 'text' ? [block.text] : []));
}
