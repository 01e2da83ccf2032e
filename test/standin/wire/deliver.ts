/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import type { ServerResponse } from 'node:http';
import { wait } from '../wait';
import type { Exchange } from './exchange';
import { isPause, type HttpReply, type Reply } from './reply';

/** How long the client has to read what came before the connection breaks. */
const SETTLE_MS = 5;

/** Sends the reply step by step, and stops when the client has gone. */
export async function deliver(exchange: Exchange, reply: Reply, requestId: string): Promise<void> {
	const { outgoing, gone } = exchange;
	if (outgoing.destroyed) return;
	if (reply.kind === 'response') await sendHttp(exchange, reply, requestId);
	else if (reply.bytes.length > 0) outgoing.socket?.write(reply.bytes);

	switch (reply.end) {
		case 'close':
			if (!gone.aborted) outgoing.end();
			return;
		case 'cut':
		case 'reset':
			await exchange.breakOff(reply.end, isEmpty(reply) ? 0 : SETTLE_MS);
			return;
		case 'hang':
	}
}

function isEmpty(reply: Reply): boolean {
	return reply.kind === 'no http' && reply.bytes.length === 0;
}

async function sendHttp({ outgoing, gone }: Exchange, reply: HttpReply, requestId: string) {
	// Node.js would take the time from a clock that no test can put forward.
	const date = new Date(Date.now()).toUTCString();
	const own = reply.isRaw ? {} : { 'request-id': requestId, date };
	outgoing.writeHead(reply.status, { ...own, ...reply.headers });
	let hasBegun = false;
	for (const step of reply.steps) {
		if (gone.aborted) return;
		if (isPause(step)) {
			if (!hasBegun) outgoing.flushHeaders();
			await wait(step.delayMs, gone);
			continue;
		}
		if (!hasBegun) reply.onBegin?.();
		hasBegun = true;
		if (!outgoing.write(step)) await drained(outgoing, gone);
	}
	if (!hasBegun && reply.end !== 'close') outgoing.flushHeaders();
}

async function drained(outgoing: ServerResponse, gone: AbortSignal): Promise<void> {
	if (gone.aborted) return;
	await new Promise<void>((resolve) => {
		const done = () => {
			outgoing.off('drain', done);
			gone.removeEventListener('abort', done);
			resolve();
		};
		outgoing.once('drain', done);
		gone.addEventListener('abort', done);
	});
}
