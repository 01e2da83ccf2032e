import type { Message } from '@anthropic-ai/sdk/resources/messages';
import type { StreamEvent } from './accumulateMessage';

/** Hears an answer while it comes. An attempt that breaks off has no end, and another one begins. */
export interface AnswerListener {
	/** A request is answered, whether by a message or an error. */
	begin(): void;
	/** One event of the stream, after it was added to the message. */
	hear(event: StreamEvent): void;
	/** The message is whole; where it came as JSON, nothing was heard before. */
	end(message: Message): void;
}

/** Tells a listener something; nothing that it throws is worth an answer that is paid for. */
export function tell(call: () => void): void {
	try {
		call();
	} catch {
		return;
	}
}
