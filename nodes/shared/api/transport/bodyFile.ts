/** A file's place in a request body, which is written while its content is still closed. */
export interface BodyFile {
	/** Stands for the content where the body is turned into JSON; no user can guess it. */
	readonly token: string;
	/** How the content stands in the JSON string. */
	readonly form: 'base64' | 'text';
	/** Bytes that {@link content} yields; of a text that is not loaded, the fewest that it may have. */
	readonly contentLength: number;
	/** The same for the same content, another one for every other. */
	readonly identity: string;
	/** The same place with a length that is exact. */
	loaded(): Promise<BodyFile>;
	/** What stands between the quotes of the JSON string, in pieces; each call reads it anew. */
	content(signal?: AbortSignal): AsyncIterable<Buffer>;
}
