import type { Message } from '@anthropic-ai/sdk/resources/messages';

/** The API's answer to one request. */
export interface Answer {
	message: Message;
	/** The `request-id` header, null where a gateway left it out. */
	requestId: string | null;
}
