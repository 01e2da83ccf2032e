/**
 * A content block as JSON. The SDK's `ContentBlockParam` lists today's blocks; this type stays open, because
 * messages given as JSON may use any block that the API accepts.
 *
 * @see https://platform.claude.com/docs/en/api/messages
 */
export interface Block {
	type: string;
	[field: string]: unknown;
}

/** One turn of the conversation: the SDK's `MessageParam` with open roles and blocks. */
export interface Turn {
	role: string;
	content: string | Block[];
}

/** The body of `POST /v1/messages`: the SDK's `MessageCreateParams`, open to fields of `extraBody`. */
export interface RequestBody {
	model: string;
	messages: Turn[];
	[field: string]: unknown;
}
