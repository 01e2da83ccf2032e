/** A file's place in a request body, which is written while its content is still closed. */
export interface BodyFile {
	/** Placeholder for the content while the body is turned into JSON; no user can guess it. */
	readonly token: string;
	/** How the content is written: in a JSON string, or as it is. */
	readonly form: 'base64' | 'raw' | 'text';
	/** Bytes that {@link content} yields; for a text that is not loaded, the fewest that it may yield. */
	readonly contentLength: number;
	/** Equal for equal content, different for different content. */
	readonly identity: string;
	/** The same place with an exact length. */
	loaded(): Promise<BodyFile>;
	/** The content of the JSON string without its quotes, in pieces; each call reads it anew. */
	content(signal?: AbortSignal): AsyncIterable<Buffer>;
}
