import type { Message } from '../types';
import { blockEvents } from './blockEvents';
import type { StreamEvent } from './streamEvent';

/**
 * The events that make up a message, without pings.
 * https://platform.claude.com/docs/en/build-with-claude/streaming#event-types
 */
export function messageEvents(message: Message): StreamEvent[] {
	const { stop_reason, stop_sequence, stop_details, container, usage } = message;
	return [
		{ type: 'message_start', message: beginningOf(message) },
		...message.content.flatMap((block, index) => blockEvents(block, index)),
		{
			type: 'message_delta',
			delta: { stop_reason, stop_sequence, stop_details, container },
			usage: {
				input_tokens: usage.input_tokens,
				cache_creation_input_tokens: usage.cache_creation_input_tokens,
				cache_read_input_tokens: usage.cache_read_input_tokens,
				output_tokens: usage.output_tokens,
				output_tokens_details: usage.output_tokens_details,
				server_tool_use: usage.server_tool_use,
			},
		},
		{ type: 'message_stop' },
	];
}

/** What is known before the first word: nothing is said, and the input is counted. */
function beginningOf(message: Message): Message {
	return {
		...message,
		content: [],
		stop_reason: null,
		stop_sequence: null,
		stop_details: null,
		container: null,
		usage: {
			...message.usage,
			output_tokens: Math.min(1, message.usage.output_tokens),
			output_tokens_details: null,
			server_tool_use: null,
		},
	};
}
