/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { Message } from '@anthropic-ai/sdk/resources/messages';
import { sleep } from 'n8n-workflow';
import { createMessage } from '../../../../nodes/shared/api/endpoints/createMessage';
import { startRun } from '../../../../nodes/shared/api/pacing/startRun';
import { type RateLimitOptions, RateLimits } from '../../../standin/limits/rateLimits';
import { answerOf, text } from '../../output/messages';
import { heldTimers, type Stall } from './heldTimers';
import { connectionTo, type Reply, requestWith } from './talking';

/** A server behind a network, in the virtual time of jest's timers. */
export interface Terms extends RateLimitOptions {
	/** Milliseconds from a request to its answer. */
	latency: number;
	/** By how much of it the latency varies. */
	jitter?: number;
	/** Milliseconds from a request to its refusal. @default the same as to an answer */
	refusalLatency?: number;
	/** Where on the way the request is counted: 0 as it leaves, 1 as the answer comes. */
	countedAt?: number;
	/** What the server's headers become on their way. */
	rewrite?: (headers: Record<string, string>) => Record<string, string>;
	/** Tokens that the item of this number takes. */
	use?: (index: number) => { input: number; output: number };
	/** A fault in place of the limit's verdict, by the milliseconds since the start. */
	fault?: (
		ms: number,
		request: number,
	) => { status: number; headers?: Record<string, string> } | undefined;
}

/** How the items are asked for. */
export interface Asking {
	concurrency: number;
	maxRetries?: number;
	/** Seconds. */
	longestWait?: number;
	/** So many executions at once, each with all the items. */
	executions?: number;
	/** So many n8n processes that take the executions in turn; none knows of the others. @default 1 */
	processes?: number;
	/** When the process is busy with other things. @default never */
	stalls?: readonly Stall[];
	signal?: AbortSignal;
	log?: (message: string) => void;
}

const { message } = answerOf([text('Hello')]);
const refusalOf = (status: number) => ({
	type: 'error',
	error: {
		type: status === 529 ? 'overloaded_error' : 'rate_limit_error',
		message: 'Slow down',
	},
});

/** A network and a server behind it. */
class Server {
	/** Of all requests, in milliseconds since 1970. */
	readonly at: number[] = [];
	refused = 0;
	private readonly limits = new RateLimits();
	private readonly startedAt = Date.now();
	private readonly setTimeout = globalThis.setTimeout;

	constructor(private readonly terms: Terms) {
		this.limits.set(terms);
	}

	async request(index: number): Promise<Reply> {
		const { countedAt = 0, jitter = 0, rewrite = (headers) => headers, fault } = this.terms;
		const number = this.at.push(Date.now());
		const use = this.terms.use?.(index) ?? { input: 10, output: 5 };
		const latency = this.terms.latency * (1 + jitter * Math.sin(number * 7));
		await this.sleep(latency * countedAt);
		const failed = fault?.(Date.now() - this.startedAt, number);
		const { isRefused, headers } =
			failed === undefined
				? this.limits.admit(undefined, performance.now(), use)
				: { isRefused: true, headers: failed.headers ?? {} };
		if (isRefused) this.refused++;
		const rest = latency * (1 - countedAt);
		await this.sleep(isRefused ? (this.terms.refusalLatency ?? rest) : rest);
		const status = isRefused ? (failed?.status ?? 429) : 200;
		const usage = { ...message.usage, input_tokens: use.input, output_tokens: use.output };
		const body = isRefused ? refusalOf(status) : { ...message, usage };
		return { status, headers: rewrite(headers), body };
	}

	/** The network and the server go on while the process is busy. */
	private async sleep(ms: number): Promise<void> {
		await new Promise<void>((resolve) => this.setTimeout.call(undefined, resolve, ms));
	}
}

/** What a run of so many items against such a server comes to. */
export interface LimitedRun {
	answered: number;
	refused: number;
	/** Virtual milliseconds. */
	took: number;
	/** When requests came, in milliseconds since the start. */
	at: number[];
	failures: unknown[];
}

let servers = 0;

/** Runs items in lanes against the server; needs jest's fake timers. */
export async function runLimited(
	items: number,
	asking: number | Asking,
	terms: Terms,
): Promise<LimitedRun> {
	const settings: Asking = typeof asking === 'number' ? { concurrency: asking } : asking;
	const { concurrency, maxRetries, longestWait = 300, executions = 1 } = settings;
	const { processes = 1, stalls = [], signal, log } = settings;
	const server = new Server(terms);
	const release = stalls.length === 0 ? undefined : heldTimers(stalls);
	servers++;
	const failures: unknown[] = [];
	const start = Date.now();
	const ask = async (
		index: number,
		execution: number,
		run: ReturnType<typeof startRun>,
	): Promise<Message | undefined> => {
		// Whatever has one identity shares a pacer, as in one process.
		const identity = `server ${servers}, process ${execution % processes}`;
		const connection = connectionTo(async () => {
			if (release !== undefined) await sleep(0);
			const reply = await server.request(index);
			if (release !== undefined) await sleep(0);
			return reply;
		}, identity);
		const words = 'word '.repeat(terms.use?.(index).input ?? 1);
		const messages = [{ role: 'user', content: words }];
		const request = requestWith({ messages }, { maxRetries, longestWait });
		return await createMessage(connection, request, run).then(
			(answer) => answer.message,
			(failure: unknown) => {
				failures.push(failure);
				return undefined;
			},
		);
	};
	let messages: Array<Message | undefined> | undefined;
	const done = Promise.all(
		Array.from({ length: executions }, async (_, execution) => {
			const run = startRun({ concurrency, signal, log });
			return await run.lanes.run(
				items,
				async (index) => await ask(index, execution, run),
				() => signal?.aborted !== true,
			);
		}),
	).then((results) => (messages = results.flat()));
	for (let steps = 0; messages === undefined && steps < 50_000; steps++) {
		await jest.advanceTimersToNextTimerAsync();
	}
	const took = Date.now() - start;
	release?.();
	if (messages === undefined) throw new Error('It does not end');
	await done;
	return {
		answered: messages.filter((result) => result !== undefined).length,
		refused: server.refused,
		took,
		failures,
		at: server.at.map((at) => at - start),
	};
}
