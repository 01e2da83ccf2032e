/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Diagnoses } from './cache/diagnoses';
import { PromptCache } from './cache/promptCache';
import { Backlog } from './backlog';
import { Batches } from './batches/batches';
import { handleControl } from './control';
import { Files } from './files';
import { idSequence } from './ids';
import { answerLightly } from './light';
import { RateLimits } from './limits/rateLimits';
import { MODELS } from './models/modelTable';
import { McpTokens } from './rules/mcpServers';
import { receiveRequest } from './receiveRequest';
import { Samples } from './samples/samples';
import { ReplyQueue } from './replyQueue';
import { broken, respond, type Answering } from './respond';
import { Threads } from './threads';
import { Traffic } from './traffic';
import type { ReceivedRequest, StandIn, StandInOptions } from './types';
import { deliver } from './wire/deliver';
import { Exchange } from './wire/exchange';

/** Starts a local Messages API on 127.0.0.1. Close it, or the process does not end. */
export async function startStandIn(options: StandInOptions = {}): Promise<StandIn> {
	const { port = 0, apiKey = 'sk-ant-stand-in', latencyMs = 0, light = false } = options;
	const queue = new ReplyQueue();
	const limits = new RateLimits();
	const cache = new PromptCache();
	const diagnoses = new Diagnoses();
	const files = new Files();
	const mcpTokens = new McpTokens();
	const samples = new Samples(options.samples ?? [], (id) => files.digestOf(id));
	const batches = new Batches({ files, mcpTokens, samples }, queue);
	const threads = new Threads();
	const traffic = new Traffic();
	const models = MODELS.map((model) => model.info);
	const backend: Answering = {
		apiKey,
		models,
		batches,
		files,
		mcpTokens,
		threads,
		queue,
		limits,
		cache,
		diagnoses,
		samples,
		backlog: new Backlog(),
		latencyMs,
	};
	const requests: ReceivedRequest[] = [];
	const nextRequestId = idSequence('req');

	const server = createServer((incoming, outgoing) => {
		const { method, url = '/' } = incoming;
		if (url.startsWith('/__standin/')) {
			void control(incoming, outgoing);
			return;
		}
		traffic.follow(outgoing);
		if (light && method === 'POST' && url === '/v1/messages') {
			answerLightly(incoming, outgoing, nextRequestId(), backend);
		} else {
			void answer(incoming, outgoing);
		}
	});
	neverTimeOut(server);
	server.on('connection', (socket) => traffic.connect(socket));

	async function answer(incoming: IncomingMessage, outgoing: ServerResponse) {
		const exchange = new Exchange(outgoing);
		const arrival = await receiveRequest(incoming);
		requests.push(arrival.request);
		exchange.endIn(arrival.request);
		if (!arrival.isComplete) return;
		const id = nextRequestId();
		const reply = await respond(arrival, id, exchange.gone, backend).catch((error: unknown) =>
			broken(error, id),
		);
		await deliver(exchange, reply, id);
	}

	async function control(incoming: IncomingMessage, outgoing: ServerResponse) {
		const arrival = await receiveRequest(incoming);
		const reply = handleControl(arrival, standIn);
		if (arrival.isComplete) await deliver(new Exchange(outgoing), reply, 'req_control');
	}

	const standIn: StandIn = {
		url: `http://127.0.0.1:${await listen(server, port)}`,
		requests,
		limits,
		cache,
		get count() {
			return traffic.count;
		},
		get open() {
			return traffic.open;
		},
		get queued() {
			return queue.size;
		},
		get maxOpen() {
			return traffic.maxOpen;
		},
		get openConnections() {
			return traffic.openConnections;
		},
		get latencyMs() {
			return backend.latencyMs;
		},
		set latencyMs(ms) {
			backend.latencyMs = ms;
		},
		get batchMs() {
			return batches.batchMs;
		},
		set batchMs(ms) {
			batches.batchMs = ms ?? Infinity;
		},
		endBatches: (doneBeforeCancel) => batches.endAll(doneBeforeCancel),
		expireBatches: (done) => batches.expireAll(done),
		get files() {
			return files.records();
		},
		addFile: (file) => files.add(file),
		mcpToken: (url, token) => mcpTokens.set(url, token),
		queue: (...replies) => queue.add(replies),
		limitRequests: (limit) => limits.set(limit),
		reset: () => {
			requests.length = 0;
			queue.clear();
			backend.backlog.clear();
			limits.clear();
			cache.clear();
			diagnoses.clear();
			batches.clear();
			files.clear();
			mcpTokens.clear();
			threads.clear();
			traffic.reset();
			backend.latencyMs = latencyMs;
			backend.models = models;
		},
		setModels: (list) => {
			backend.models = list;
		},
		close: async () => await close(server),
	};
	return standIn;
}

/** A server that closes an idle connection may do so under a request on its way. */
function neverTimeOut(server: Server) {
	server.keepAliveTimeout = 0;
	server.headersTimeout = 0;
	server.requestTimeout = 0;
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
