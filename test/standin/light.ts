/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { errorBody } from './apiError';
import type { RateLimits, TokenUse } from './limits/rateLimits';
import { sseReply } from './stream/sseReply';
import type { Message } from './types';
import { isPause, jsonReply, type HttpReply } from './wire/reply';

const MESSAGE: Message = {
	id: 'msg_01StandInLight',
	type: 'message',
	role: 'assistant',
	model: 'claude-haiku-4-5',
	content: [{ type: 'text', text: 'Light as a feather.', citations: null }],
	stop_reason: 'end_turn',
	stop_sequence: null,
	stop_details: null,
	container: null,
	diagnostics: null,
	usage: {
		input_tokens: 10,
		cache_creation_input_tokens: 0,
		cache_read_input_tokens: 0,
		cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
		output_tokens: 5,
		output_tokens_details: { thinking_tokens: 0 },
		server_tool_use: null,
		service_tier: 'standard',
		inference_geo: null,
		speed: 'standard',
	},
};
const JSON_ANSWER = inOnePiece(jsonReply(200, MESSAGE));
const STREAM_ANSWER = inOnePiece(sseReply(MESSAGE));
const REFUSAL = { type: 'rate_limit_error', message: 'Too many requests.' };

/** Drains a message request and answers it with the least work. */
export function answerLightly(
	incoming: IncomingMessage,
	outgoing: ServerResponse,
	requestId: string,
	{ latencyMs, limits }: { latencyMs: number; limits: RateLimits },
) {
	const wish = new StreamWish();
	const body: Buffer[] = [];
	const counts = limits.countsTokens();
	incoming.on('data', (chunk: Buffer) => {
		wish.read(chunk);
		if (counts) body.push(chunk);
	});
	incoming.on('end', () => {
		const use = counts ? usedBy(Buffer.concat(body).toString('latin1')) : undefined;
		const { isRefused, headers } = limits.admit(undefined, undefined, use);
		const reply = isRefused
			? refusal(requestId)
			: use !== undefined
				? counted(use)
				: wish.isFound
					? STREAM_ANSWER
					: JSON_ANSWER;
		const send = () => {
			if (outgoing.destroyed) return;
			outgoing.writeHead(reply.status, { 'request-id': requestId, ...headers, ...reply.headers });
			outgoing.end(reply.body);
		};
		if (latencyMs > 0 && !isRefused) setTimeout(send, latencyMs).unref();
		else send();
	});
}

/** A token for every four bytes goes in; as many come out as the question says: "Write 500 tokens". */
function usedBy(body: string): TokenUse {
	const [, output = '5'] = /(\d+) tokens/.exec(body) ?? [];
	return { input: Math.ceil(body.length / 4), output: Number(output) };
}

function counted({ input, output }: TokenUse) {
	const usage = { ...MESSAGE.usage, input_tokens: input, output_tokens: output };
	return inOnePiece(jsonReply(200, { ...MESSAGE, usage }));
}

/** Looks for `"stream":true` in a body that is not kept; inside a text its quotes are escaped. */
class StreamWish {
	isFound = false;
	private tail = '';

	read(chunk: Buffer) {
		if (this.isFound) return;
		const seam = this.tail + chunk.subarray(0, WISH.length).toString('latin1');
		this.isFound = seam.includes(WISH) || chunk.includes(WISH);
		this.tail = (this.tail + chunk.subarray(-WISH.length).toString('latin1')).slice(-WISH.length);
	}
}

/** As `JSON.stringify` writes it. */
const WISH = '"stream":true';

function refusal(requestId: string) {
	return inOnePiece(jsonReply(429, errorBody(REFUSAL, requestId)));
}

function inOnePiece({ status, headers, steps }: HttpReply) {
	const body = Buffer.concat(Array.from(steps, (step) => Buffer.from(isPause(step) ? '' : step)));
	return { status, headers: { ...headers, 'content-length': String(body.length) }, body };
}
