/** Bytes to send, or a pause before the next ones. */
export type Step = string | Uint8Array | { delayMs: number };

/** How an answer ends: as it should, with FIN in the middle, with RST, or never. */
export type Ending = 'close' | 'cut' | 'reset' | 'hang';

export interface HttpReply {
	kind: 'response';
	status: number;
	headers: Record<string, string>;
	/** The body, piece by piece; it can be gone through several times. */
	steps: Iterable<Step>;
	end: Ending;
	/** Not from the API: no headers but its own. */
	isRaw?: boolean;
	/** Told when the first byte of the body is sent. */
	onBegin?: () => void;
}

/** What the server sends back: HTTP, or something else on the bare socket. */
export type Reply =
	| HttpReply
	| { kind: 'no http'; bytes: string | Uint8Array; end: Exclude<Ending, 'close'> };

export function jsonReply(
	status: number,
	body: unknown,
	headers: Record<string, string> = {},
): HttpReply {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	return {
		kind: 'response',
		status,
		headers: {
			'content-type': 'application/json',
			'content-length': String(Buffer.byteLength(text)),
			...headers,
		},
		steps: [text],
		end: 'close',
	};
}

/** Adds headers where the reply has none of that name; what is not from the API stays as it is. */
export function withHeaders(reply: Reply, headers: Record<string, string>): Reply {
	if (reply.kind !== 'response' || reply.isRaw) return reply;
	return { ...reply, headers: { ...headers, ...reply.headers } };
}

export function isPause(step: Step): step is { delayMs: number } {
	return typeof step === 'object' && 'delayMs' in step;
}
