import { notFound } from './apiError';
import { BATCH_ROUTES } from './batches/batchRoutes';
import type { Batches } from './batches/batches';
import { checkPost } from './checkPost';
import { FILE_ROUTES } from './fileRoutes';
import type { Files } from './files';
import { listModels, retrieveModel } from './models/listModels';
import { COUNT_PATH, MESSAGES_PATH } from './paths';
import type { Arrival } from './receiveRequest';
import { checkHeaders } from './rules/headers';
import { checkFileReferences } from './rules/fileReferences';
import type { McpTokens } from './rules/mcpServers';
import {
	checkCountRequest,
	checkMessageRequest,
	type MessageRequest,
} from './rules/messageRequest';
import type { Threads } from './threads';
import type { ModelInfo } from './types';
import { jsonReply, type Reply } from './wire/reply';

/** A request that has passed every rule of its endpoint. */
export type Accepted =
	| { endpoint: 'messages'; message: MessageRequest }
	| { endpoint: 'count_tokens' | 'models'; reply: Reply }
	/** What changes something, or takes time; not done when an error is queued instead. */
	| { endpoint: 'batches' | 'files'; act: () => Reply | Promise<Reply> };

export interface Backend {
	apiKey: string;
	models: readonly ModelInfo[];
	batches: Batches;
	files: Files;
	mcpTokens: McpTokens;
	threads: Threads;
}

export type Route = (arrival: Arrival, backend: Backend, id: string) => Accepted;

const ROUTES: Readonly<Record<string, Route>> = {
	...BATCH_ROUTES,
	...FILE_ROUTES,
	[`POST ${MESSAGES_PATH}`]: (arrival, backend) => {
		const { files, mcpTokens, threads } = backend;
		const context = checkPost(arrival, backend.apiKey);
		const body = threads.whole(arrival.request.body);
		const message = checkMessageRequest(body, context);
		mcpTokens.check(message.body);
		checkFileReferences(message.body, files);
		return { endpoint: 'messages', message };
	},
	[`POST ${COUNT_PATH}`]: (arrival, backend) => {
		const context = checkPost(arrival, backend.apiKey);
		const { body, tokens } = checkCountRequest(arrival.request.body, context);
		checkFileReferences(body, backend.files);
		return { endpoint: 'count_tokens', reply: tokensReply(tokens) };
	},
	'GET /v1/models': ({ request }, backend) => {
		checkHeaders(request, backend.apiKey);
		return { endpoint: 'models', reply: listModels(request, backend.models) };
	},
	'GET /v1/models/{id}': ({ request }, backend, id) => {
		checkHeaders(request, backend.apiKey);
		return { endpoint: 'models', reply: retrieveModel(id, backend.models) };
	},
};

const WITH_ID =
	/^(\/v1\/(?:models|files|messages\/batches))\/([^/]+)(\/(?:cancel|content|results))?$/;

/** Finds the endpoint and applies its rules; throws an `ApiRefusal` where the API says no. */
export function accept(arrival: Arrival, backend: Backend): Accepted {
	const { request, bodyProblem } = arrival;
	// The size is judged in front of everything else, by Cloudflare.
	if (bodyProblem?.status === 413) throw bodyProblem;
	const [, collection, id = '', rest = ''] = WITH_ID.exec(request.path) ?? [];
	const path = `${collection}/{id}${rest}`;
	const route = ROUTES[`${request.method} ${request.path}`] ?? ROUTES[`${request.method} ${path}`];
	if (route === undefined) throw notFound(`${request.method} ${request.path}: no such endpoint`);
	return route(arrival, backend, decodeURIComponent(id));
}

/** `{input_tokens}`, the whole answer of `POST /v1/messages/count_tokens`. */
export function tokensReply(tokens: number): Reply {
	return jsonReply(200, { input_tokens: tokens });
}
