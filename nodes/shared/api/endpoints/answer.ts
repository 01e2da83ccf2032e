import type { Message } from '@anthropic-ai/sdk/resources/messages';

/** The API's answer to one request. */
export interface Answer {
	/**
	 * As received. Its content is guaranteed to be a list of blocks with a type; a gateway may have left out or
	 * changed the rest, so no code may rely on more.
	 */
	message: Message;
	/** The `request-id` header, null where a gateway left it out. */
	requestId: string | null;
}
