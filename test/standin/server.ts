/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { Reply } from './apiError';
import { handleControl } from './control';
import { idSequence } from './ids';
import { MODELS } from './models/modelTable';
import { receiveRequest } from './receiveRequest';
import { ReplyQueue } from './replyQueue';
import { broken, respond, type Answering } from './respond';
import type { ReceivedRequest, StandIn, StandInOptions } from './types';

/** Longer than any client keeps a socket, so that none is closed under a request. */
const KEEP_ALIVE_MS = 120_000;

/** Starts a local Messages API on 127.0.0.1. Close it, or the process does not end. */
export async function startStandIn(options: StandInOptions = {}): Promise<StandIn> {
	const { port = 0, apiKey = 'sk-ant-stand-in', latencyMs = 0 } = options;
	const closing = new AbortController();
	const queue = new ReplyQueue();
	const models = MODELS.map((model) => model.info);
	const backend: Answering = { apiKey, models, queue, latencyMs, closing: closing.signal };
	const requests: ReceivedRequest[] = [];
	const nextRequestId = idSequence('req');

	const server = createServer((incoming, outgoing) => {
		void (async () => {
			const arrival = await receiveRequest(incoming);
			if (arrival === undefined) return;
			if (arrival.request.path.startsWith('/__standin/')) {
				send(outgoing, handleControl(arrival, standIn), 'req_control');
				return;
			}
			requests.push(arrival.request);
			const requestId = nextRequestId();
			const reply = await respond(arrival, requestId, backend).catch((error: unknown) =>
				broken(error, requestId),
			);
			send(outgoing, reply, requestId);
		})();
	});
	server.keepAliveTimeout = KEEP_ALIVE_MS;

	const standIn: StandIn = {
		url: `http://127.0.0.1:${await listen(server, port)}`,
		requests,
		queue: (...replies) => queue.add(replies),
		reset: () => {
			requests.length = 0;
			queue.clear();
		},
		setModels: (list) => {
			backend.models = list;
		},
		close: async () => {
			closing.abort();
			await close(server);
		},
	};
	return standIn;
}

function send(outgoing: ServerResponse, reply: Reply, requestId: string) {
	if (outgoing.destroyed) return;
	if (reply.kind === 'reset') {
		outgoing.socket?.resetAndDestroy();
		return;
	}
	const own = reply.isRaw ? {} : { 'request-id': requestId };
	outgoing.writeHead(reply.status, { ...own, ...reply.headers });
	outgoing.end(reply.body);
}

async function listen(server: Server, port: number): Promise<number> {
	return await new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => {
			const address = server.address();
			resolve(typeof address === 'object' && address !== null ? address.port : port);
		});
	});
}

async function close(server: Server): Promise<void> {
	await new Promise<void>((resolve) => {
		server.close(() => resolve());
		server.closeAllConnections();
	});
}
