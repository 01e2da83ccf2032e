/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import type { IncomingHttpHeaders } from 'node:http';
import type Anthropic from '@anthropic-ai/sdk';

export type Message = Anthropic.Message;
export type ModelInfo = Anthropic.ModelInfo;

/** A request as it arrived; headers in lower case, `body` undefined when it is not JSON. */
export interface ReceivedRequest {
	readonly method: string;
	/** Without the query string. */
	readonly path: string;
	/** A parameter that is given several times holds all its values. */
	readonly query: Readonly<Record<string, string | string[]>>;
	readonly headers: IncomingHttpHeaders;
	readonly rawBody: string;
	readonly body: unknown;
	/** Arrival of the headers, in milliseconds since 1970. */
	readonly at: number;
}

interface Aim {
	/** Only requests for which this is true use the reply up; the others pass it by. */
	when?: (request: ReceivedRequest) => boolean;
	/** The path the reply is for. @default '/v1/messages' */
	path?: string;
}

/**
 * What the server says next. `message` and `text` answer only a request that the API would
 * accept; the other kinds stand for what happens on the way and come whatever was asked.
 */
export type QueuedReply = Aim &
	(
		| { kind: 'message'; message: Partial<Message>; headers?: Record<string, string> }
		| { kind: 'text'; text: string }
		| {
				kind: 'error';
				status: number;
				type: string;
				message: string;
				details?: Record<string, unknown>;
				headers?: Record<string, string>;
		  }
		| { kind: 'raw'; status: number; headers?: Record<string, string>; body: string }
		| { kind: 'delay'; ms: number; then: QueuedReply }
		| { kind: 'reset' }
	);

export interface StandInOptions {
	/** @default 0: any free port */
	port?: number;
	/** The only key the server accepts. @default 'sk-ant-stand-in' */
	apiKey?: string;
	/** How long every answer to `POST /v1/messages` takes. @default 0 */
	latencyMs?: number;
}

export interface StandIn {
	/** `http://127.0.0.1:PORT` */
	readonly url: string;
	/** Every request, in order of arrival; those to `/__standin/` are left out. */
	readonly requests: ReceivedRequest[];
	/** Queues replies: each is used once, in order; then the default reply again. */
	queue(...replies: QueuedReply[]): void;
	/** Forgets the requests and the queue. */
	reset(): void;
	/** Replaces the list behind `/v1/models`. */
	setModels(models: ModelInfo[]): void;
	close(): Promise<void>;
}
