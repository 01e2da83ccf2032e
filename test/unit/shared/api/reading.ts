import Anthropic from '@anthropic-ai/sdk';
import type { Message } from '@anthropic-ai/sdk/resources/messages';
import type { OpenAnswer } from '../../../../nodes/shared/api/transport/openAnswer';
import { readMessage } from '../../../../nodes/shared/api/endpoints/readMessage';
import { networkFailure } from '../../../../nodes/shared/errors/networkFailure';
import { connectionTo } from './talking';

/** A connection that nothing is sent over: only its answers are read. */
export const connection = connectionTo(() => {
	throw networkFailure('unused', 'api.example');
});

export const SSE = 'text/event-stream; charset=utf-8';

/** An answer whose body comes in exactly these chunks. */
export function answerIn(
	chunks: AsyncIterable<Uint8Array>,
	{ status = 200, type = SSE }: { status?: number; type?: string } = {},
): OpenAnswer {
	const headers = { 'content-type': type, 'request-id': 'req_1' };
	return { status, headers, chunks, host: 'api.example' };
}

export async function* inChunks(chunks: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	yield* chunks;
}

/** The message as the node reads it from these chunks. */
export async function byNode(chunks: Iterable<Uint8Array>): Promise<Message> {
	return await readMessage(connection, answerIn(inChunks(chunks)), {}, () => undefined);
}

/** The message as the official SDK reads it. */
export async function bySdk(stream: Uint8Array): Promise<unknown> {
	return plain(await clientFor(stream).messages.stream(ASK).finalMessage());
}

/** The message as the official SDK reads it, with what the API has not released yet. */
export async function byBetaSdk(stream: Uint8Array): Promise<unknown> {
	return plain(await clientFor(stream).beta.messages.stream(ASK).finalMessage());
}

const ASK = { model: 'claude-sonnet-5-5', max_tokens: 10, messages: [] };

function clientFor(stream: Uint8Array): Anthropic {
	return new Anthropic({
		apiKey: 'sk-ant-test',
		maxRetries: 0,
		logLevel: 'off',
		fetch: async () => new Response(new Uint8Array(stream), { headers: { 'content-type': SSE } }),
	});
}

/** What n8n hands on: JSON. Only the SDK's own parser of outputs adds `parsed_output`. */
export function plain(message: unknown): unknown {
	return JSON.parse(
		JSON.stringify(message, (key, value: unknown) => (key === 'parsed_output' ? undefined : value)),
	);
}
