import type { ContentBlock, Message } from '@anthropic-ai/sdk/resources/messages';
import { textOfTurns } from '../../../nodes/ClaudeMessages/output/answerItem';
import { SpokenAnswer, type Speech } from '../../../nodes/ClaudeMessages/output/spokenAnswer';
import { ANEW } from '../../../nodes/ClaudeMessages/output/voice';
import { ToolNames } from '../../../nodes/ClaudeMessages/request/toolNames';
import {
	MessageAccumulator,
	type StreamEvent,
} from '../../../nodes/shared/api/endpoints/accumulateMessage';
import { answerOf, prefilledWith, text } from './messages';

/** One request of an answer: what was heard of its broken attempts, and of the one that was whole. */
export interface Part {
	broken: StreamEvent[][];
	/** A stream of events up to its end, or JSON. */
	whole: StreamEvent[] | ContentBlock[];
}

/** A turn is one request, or several where it was paused in between. */
export type Turn = Part[];

export const START: StreamEvent = { type: 'message_start', message: answerOf([]).message };

const stop = (index: number): StreamEvent => ({ type: 'content_block_stop', index });

export const begin = (content_block: object, index = 0): StreamEvent => ({
	type: 'content_block_start',
	index,
	content_block,
});

export const piece = (delta: object, index = 0): StreamEvent => ({
	type: 'content_block_delta',
	index,
	delta,
});

export const say = (words: string, index = 0) => piece({ type: 'text_delta', text: words }, index);

/** The events of an answer, its texts and thoughts cut into pieces of so many characters. */
export function eventsOf(content: readonly ContentBlock[], size = 3): StreamEvent[] {
	const events = content.flatMap((block, index) => {
		const { empty, deltas } = cut(block, size);
		return [begin(empty, index), ...deltas.map((delta) => piece(delta, index)), stop(index)];
	});
	return [START].concat(events);
}

function cut(block: ContentBlock, size: number): { empty: object; deltas: object[] } {
	if (block.type === 'text') {
		const deltas = pieces(block.text, size).map((words) => ({ type: 'text_delta', text: words }));
		return { empty: { ...block, text: '' }, deltas };
	}
	if (block.type !== 'thinking') return { empty: block, deltas: [] };
	const deltas = pieces(block.thinking, size).map((thinking) => ({
		type: 'thinking_delta',
		thinking,
	}));
	return { empty: { ...block, thinking: '' }, deltas };
}

function pieces(words: string, size: number): string[] {
	const count = Math.ceil(words.length / size);
	return Array.from({ length: count }, (_, at) => words.slice(at * size, (at + 1) * size));
}

/** A turn of one request with these texts: those of attempts that broke off, and that of the answer. */
export function turn(...texts: string[]): Turn {
	const events = texts.map((words) => eventsOf([text(words)]));
	return [{ broken: events.slice(0, -1), whole: events.at(-1) ?? [] }];
}

export function speechOf(more: Partial<Speech> = {}): Speech {
	return {
		prefilled: prefilledWith(''),
		includePrefill: true,
		activity: false,
		names: new ToolNames([]),
		...more,
	};
}

export interface Told {
	said: string[];
	/** The same in one, up to before the listener is told that nothing more comes. */
	heard: string;
	/** The item's text. */
	text: string;
}

/** Tells the turns of an answer, as the client does, to the very end. */
export function tellTurns(turns: readonly Turn[], speech: Speech): Told {
	const said: string[] = [];
	const answer = new SpokenAnswer(speech, (words) => said.push(words));
	const contents = turns.map((parts, number) =>
		parts.flatMap((part, at) => {
			for (const events of part.broken) {
				answer.begin();
				for (const event of events) answer.hear(event);
			}
			const isPaused = at < parts.length - 1;
			const isLast = number === turns.length - 1;
			const reason = isPaused ? 'pause_turn' : isLast ? 'end_turn' : 'tool_use';
			return tellWhole(answer, part, reason).content;
		}),
	);
	const heard = said.join('');
	const rounds = contents.slice(0, -1).map((content) => ({ content, results: [] }));
	const { prefilled, includePrefill } = speech;
	const whole = textOfTurns({ rounds, last: contents.at(-1) ?? [] }, prefilled, includePrefill);
	answer.finish(whole);
	return { said, heard, text: whole };
}

function tellWhole(
	answer: SpokenAnswer,
	{ whole }: Part,
	stop_reason: Message['stop_reason'],
): Message {
	answer.begin();
	const events = whole.filter(isEvent);
	let message = answerOf(whole.filter((each): each is ContentBlock => !isEvent(each))).message;
	if (events.length > 0) {
		const accumulator = new MessageAccumulator();
		// Copies, as the accumulator goes on with the block of an event.
		for (const event of structuredClone(events.concat({ type: 'message_stop' }))) {
			accumulator.add(event);
			answer.hear(event);
		}
		message = accumulator.message ?? message;
	}
	const ended = { ...message, stop_reason };
	answer.end(ended);
	return ended;
}

const EVENT = /^(message|content_block)_/;

function isEvent(each: StreamEvent | ContentBlock): each is StreamEvent {
	return EVENT.test(each.type);
}

/** What counts of the words: those after the last time that the answer started anew. */
export function counting(words: string): string {
	return words.slice(words.lastIndexOf(ANEW) + 1 && words.lastIndexOf(ANEW) + ANEW.length);
}
