/** The events of an answer with one text, as they are on the wire. */
export const START =
	event('message_start', {
		message: {
			id: 'msg_1',
			type: 'message',
			role: 'assistant',
			model: 'claude-sonnet-5-5',
			content: [],
			stop_reason: null,
			stop_sequence: null,
			usage: { input_tokens: 5, output_tokens: 1 },
		},
	}) + event('content_block_start', { index: 0, content_block: { type: 'text', text: '' } });

export const PING = event('ping', {});

export const END =
	event('content_block_stop', { index: 0 }) +
	event('message_delta', {
		delta: { stop_reason: 'end_turn', stop_sequence: null },
		usage: { output_tokens: 2 },
	}) +
	event('message_stop', {});

export function text(text: string): string {
	return event('content_block_delta', { index: 0, delta: { type: 'text_delta', text } });
}

function event(type: string, data: object): string {
	return `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`;
}
