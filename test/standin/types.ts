/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import type { IncomingHttpHeaders } from 'node:http';
import type Anthropic from '@anthropic-ai/sdk';
import type { FileRecord, StoredFile } from './uploads/storedFile';
import type { RateLimitOptions } from './limits/rateLimits';
import type { QueuedReply } from './queuedReply';
import type { Sample } from './samples/sample';

/** A block of an answer, those of the MCP connector too, which the SDK has only in its beta. */
export type Block =
	| Anthropic.ContentBlock
	| Anthropic.Beta.BetaMCPToolUseBlock
	| Anthropic.Beta.BetaMCPToolResultBlock;
export type Message = Omit<Anthropic.Message, 'content'> & { content: Block[] };
export type ModelInfo = Anthropic.ModelInfo;

/** A request as it arrived; headers in lower case, `body` undefined when it is not JSON. */
export interface ReceivedRequest extends Readonly<RequestEnd> {
	readonly method: string;
	/** Without the query string. */
	readonly path: string;
	/** A parameter that is given several times holds all its values. */
	readonly query: Readonly<Record<string, string | string[]>>;
	readonly headers: IncomingHttpHeaders;
	/** As far as it came, when the client hung up before its end; nothing of an upload. */
	readonly rawBody: string;
	readonly body: unknown;
	/** Arrival of the headers, in milliseconds since 1970. */
	readonly at: number;
}

/** How a request ended; nothing is set while it is open. */
export interface RequestEnd {
	/** When the answer was complete or the connection gone, in milliseconds since 1970. */
	endedAt?: number;
	/** The client hung up before its request or the answer was complete. */
	aborted?: boolean;
}

export interface StandInOptions {
	/** @default 0: any free port */
	port?: number;
	/** The only key the server accepts. @default 'sk-ant-stand-in' */
	apiKey?: string;
	/** How long every answer to `POST /v1/messages` takes. @default 0 */
	latencyMs?: number;
	/**
	 * For benchmarks: `POST /v1/messages` is answered with one small message, JSON or a stream as
	 * asked, whatever the request says. Nothing is checked, queued or kept but the counts.
	 */
	light?: boolean;
	/**
	 * Answers written beforehand, for demonstrations. Each is given to the request that it was written for;
	 * every other request is told what arrived. @default none
	 */
	samples?: readonly Sample[];
}

/** What the server counted since it started or was reset. */
export interface Counts {
	/** Requests that began, kept or not. */
	readonly count: number;
	/** Requests that are open now. */
	readonly open: number;
	/** The most requests that were open at once. */
	readonly maxOpen: number;
	/** Replies that are queued and have not been used. */
	readonly queued: number;
	/** Connections that are open now, idle ones included. */
	readonly openConnections: number;
	readonly limits: {
		/** Requests that the rate limit let pass. */
		readonly granted: number;
		/** Requests that it refused with 429. */
		readonly refused: number;
	};
	readonly cache: {
		/** Answers whose request wrote to the prompt cache. */
		readonly writes: number;
		/** Answers whose request read from it. */
		readonly reads: number;
	};
}

export interface StandIn extends Counts {
	/** `http://127.0.0.1:PORT` */
	readonly url: string;
	/** Every request, in order of arrival; those to `/__standin/` are left out. */
	readonly requests: ReceivedRequest[];
	/** How long every answer to `POST /v1/messages` takes. */
	latencyMs: number;
	/**
	 * How long every batch takes, those that are there too. With 0, as at the start, a batch has ended
	 * when someone asks for it; without an end it goes on until `endBatches()`.
	 */
	get batchMs(): number;
	set batchMs(ms: number | undefined);
	/**
	 * Ends all batches. In one that is being canceled only so many requests were done before that, by
	 * default those that had their time.
	 */
	endBatches(doneBeforeCancel?: number): void;
	/** Ends all batches 24 hours too late: only so many of their requests are done. @default 0 */
	expireBatches(done?: number): void;
	/** The files that are there, uploaded, stored or made by code, in order of their coming. */
	readonly files: FileRecord[];
	/** Stores a file as if code execution had made it; returns its id. */
	addFile(file: StoredFile): string;
	/** From now on the MCP server at this URL lets nobody in who has not this token. */
	mcpToken(url: string, token: string): void;
	/** Queues replies: each is used once, in order; then the default reply again. */
	queue(...replies: QueuedReply[]): void;
	/** Limits `POST /v1/messages`, or the given path, from now on, with a full bucket. */
	limitRequests(options: RateLimitOptions): void;
	/**
	 * Forgets the requests, the queue, the counts, the batches, the files, the MCP tokens, the threads, the prompt
	 * cache, what it diagnoses and the rate limit, and takes the latency and the models back to what
	 * they were at the start.
	 */
	reset(): void;
	/** Replaces the list behind `/v1/models`. */
	setModels(models: ModelInfo[]): void;
	close(): Promise<void>;
}
