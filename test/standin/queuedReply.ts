import type { Message, ReceivedRequest } from './types';
import type { Step } from './wire/reply';

type Headers = Record<string, string>;

interface Aim {
	/** Only requests for which this is true use the reply up; the others pass it by. */
	when?: (request: ReceivedRequest) => boolean;
	/** The path the reply is for. @default '/v1/messages', and for `tokens` its count_tokens */
	path?: string;
	/**
	 * Only the request of a batch that has this id: a `message` or `text` is its answer, an `error` its
	 * result. Without it a batch's requests take the messages for '/v1/messages/batches' in order.
	 */
	customId?: string;
}

/**
 * How a stream runs. Of the five ways to break it only one can be given; each counts events as
 * the API documents them, pings left out.
 */
export interface StreamOptions {
	headers?: Headers;
	/** A ping whenever this time has passed. Without it one comes after every block's start. */
	pingsEveryMs?: number;
	/** A pause before every delta. */
	deltaDelayMs?: number;
	/** After so many events comes `event: error`, and the stream ends as it should. */
	errorAfter?: number;
	/** What `errorAfter` says. @default overloaded_error */
	error?: { type: string; message: string; details?: Record<string, unknown> };
	/** After so many events the response ends as HTTP should, without `message_stop`. */
	endAfter?: number;
	/** After so many events the connection ends with FIN, in the middle of the response. */
	cutAfter?: number;
	/** After so many events the connection ends with RST. */
	resetAfter?: number;
	/** After so many events nothing comes any more. */
	hangAfter?: number;
}

/** What the model says. Only a request that the API would accept is answered so. */
type Answer =
	/** Laid over the default reply; JSON or a stream, as the request asks. */
	| { kind: 'message'; message: Partial<Message>; headers?: Headers }
	| { kind: 'text'; text: string }
	/** Only for requests with `stream: true`; the others pass it by. */
	| ({ kind: 'stream'; message?: Partial<Message> } & StreamOptions)
	/** What `count_tokens` counts; no other answer fits there, and this one nowhere else. */
	| { kind: 'tokens'; inputTokens: number };

type Fault =
	/** Headers, then only so many bytes of the body (half of them), then FIN. */
	| { kind: 'cut'; bytes?: number }
	/** The same with RST. */
	| { kind: 'reset-in-body'; bytes?: number }
	/**
	 * A `content-length` that is off: shorter than the body (by 10, unless told otherwise), or
	 * longer, and then the client waits for the rest.
	 */
	| { kind: 'wrong-length'; by?: number }
	/** The body comes in pieces of `bytes` (one), each after a pause. */
	| { kind: 'trickle'; everyMs: number; bytes?: number }
	/** `content-encoding: gzip`; of a stream, every event can be unpacked when it comes. */
	| { kind: 'gzip' };

/**
 * Another reply, spoilt on its way; without `then` what would have been said anyway. A stream
 * is spoilt like JSON.
 */
export type BodyFault = Fault & { then?: QueuedReply };

/**
 * What happens on the way; it comes whatever was asked. When HTTP is broken, a batch or file was
 * created (or deleted) all the same, but not when an answer is given instead.
 */
type Incident =
	| {
			kind: 'error';
			status: number;
			type: string;
			message: string;
			details?: Record<string, unknown>;
			headers?: Headers;
	  }
	/** Any HTTP at all, without the API's own headers. */
	| { kind: 'raw'; status: number; headers?: Headers; body: string | Uint8Array }
	/**
	 * Server-sent events, byte by byte as given: every chunk is written by itself. The end is the
	 * response's proper one (`close`), FIN or RST in its middle, or never comes (`hang`).
	 */
	| { kind: 'events'; chunks: Step[]; headers?: Headers; end?: 'close' | 'cut' | 'reset' | 'hang' }
	/** Says something else at once; what was asked for is done when so many more requests have come. */
	| { kind: 'late'; requests: number; then: QueuedReply }
	/** The request is read, and never answered. */
	| { kind: 'hang' }
	/** RST instead of an answer. */
	| { kind: 'reset' }
	/** FIN instead of an answer. */
	| { kind: 'close-before-headers' }
	/** Bytes that are not HTTP, then FIN. */
	| { kind: 'garbage'; bytes?: string | Uint8Array };

/** What the server says next. A `when` or `path` counts only on the outermost reply. */
export type QueuedReply = Aim &
	(Answer | BodyFault | Incident | { kind: 'delay'; ms: number; then: QueuedReply });
