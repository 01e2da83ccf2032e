import type { StreamOptions } from '../queuedReply';
import type { Message } from '../types';
import type { Ending, HttpReply, Step } from '../wire/reply';
import { messageEvents } from './messageEvents';
import type { StreamEvent } from './streamEvent';

export const SSE_HEADERS = {
	'content-type': 'text/event-stream; charset=utf-8',
	'cache-control': 'no-cache',
};

const PING = encode('ping', {});
const OVERLOADED = { type: 'overloaded_error', message: 'Overloaded' };

/** A message as `stream: true` asks for it. */
export function sseReply(message: Message, options: StreamOptions = {}): HttpReply {
	return {
		kind: 'response',
		status: 200,
		headers: { ...SSE_HEADERS, ...options.headers },
		...script(messageEvents(message), options),
	};
}

/** The events with their pings and pauses, up to where the stream is to break. */
function script(events: StreamEvent[], options: StreamOptions): { steps: Step[]; end: Ending } {
	const { deltaDelayMs = 0, pingsEveryMs, error = OVERLOADED } = options;
	const { after, end } = breakOf(options);
	const pause = pinging(pingsEveryMs ?? 0);
	const steps: Step[] = [];
	for (const event of events.slice(0, after)) {
		if (event.type === 'content_block_delta') steps.push(...pause(deltaDelayMs));
		steps.push(encode(event.type, event));
		if (event.type === 'content_block_start' && pingsEveryMs === undefined) steps.push(PING);
	}
	if (options.errorAfter !== undefined) steps.push(encode('error', { error }));
	return { steps, end };
}

/** After how many events the stream ends, and how. */
function breakOf(options: StreamOptions): { after: number | undefined; end: Ending } {
	const { errorAfter, endAfter, cutAfter, resetAfter, hangAfter } = options;
	if (cutAfter !== undefined) return { after: cutAfter, end: 'cut' };
	if (resetAfter !== undefined) return { after: resetAfter, end: 'reset' };
	if (hangAfter !== undefined) return { after: hangAfter, end: 'hang' };
	return { after: errorAfter ?? endAfter, end: 'close' };
}

/** Cuts pauses where a ping is due. */
function pinging(everyMs: number): (ms: number) => Step[] {
	let untilPing = everyMs;
	return (ms) => {
		const steps: Step[] = [];
		let left = ms;
		while (everyMs > 0 && untilPing <= left) {
			steps.push({ delayMs: untilPing }, PING);
			left -= untilPing;
			untilPing = everyMs;
		}
		if (left > 0) steps.push({ delayMs: left });
		untilPing -= left;
		return steps;
	};
}

/** One event as it is on the wire. */
function encode(type: string, data: object): string {
	return `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`;
}
