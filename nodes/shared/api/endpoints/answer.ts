import type { Message } from '@anthropic-ai/sdk/resources/messages';

/** The API's answer to one request. */
export interface Answer {
	/**
	 * As it came. Its content is sure to be a list of blocks that have a type; a gateway may have left out
	 * the rest or given it another form, so nothing may depend on more.
	 */
	message: Message;
	/** The `request-id` header, null where a gateway left it out. */
	requestId: string | null;
}
