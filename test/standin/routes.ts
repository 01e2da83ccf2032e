import { notFound } from './apiError';
import type { Files } from './files';
import { listModels, retrieveModel } from './models/listModels';
import { COUNT_PATH, MESSAGES_PATH } from './paths';
import type { Arrival } from './receiveRequest';
import { checkHeaders, checkJsonContent } from './rules/headers';
import type { RequestContext } from './rules/context';
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
	| { endpoint: 'count_tokens' | 'files' | 'models'; reply: Reply };

export interface Backend {
	apiKey: string;
	models: readonly ModelInfo[];
	files: Files;
	mcpTokens: McpTokens;
	threads: Threads;
}

type Route = (arrival: Arrival, backend: Backend, id: string) => Accepted;

const ROUTES: Readonly<Record<string, Route>> = {
	[`POST ${MESSAGES_PATH}`]: (arrival, backend) => {
		const { mcpTokens, threads } = backend;
		const context = checkPost(arrival, backend);
		const body = threads.whole(arrival.request.body);
		const message = checkMessageRequest(body, context);
		mcpTokens.check(message.body);
		return { endpoint: 'messages', message };
	},
	[`POST ${COUNT_PATH}`]: (arrival, backend) => {
		const context = checkPost(arrival, backend);
		const tokens = checkCountRequest(arrival.request.body, context);
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
	'GET /v1/files/{id}': ({ request }, { apiKey, files }, id) => {
		checkHeaders(request, apiKey);
		return { endpoint: 'files', reply: files.describe(id) };
	},
	'GET /v1/files/{id}/content': ({ request }, { apiKey, files }, id) => {
		checkHeaders(request, apiKey);
		return { endpoint: 'files', reply: files.download(id) };
	},
};

const WITH_ID = /^(\/v1\/(?:models|files))\/([^/]+)(\/content)?$/;

/** Finds the endpoint and applies its rules; throws an `ApiRefusal` where the API says no. */
export function accept(arrival: Arrival, backend: Backend): Accepted {
	const { request, bodyProblem } = arrival;
	// The size is judged in front of everything else, by Cloudflare.
	if (bodyProblem?.status === 413) throw bodyProblem;
	const [, collection, id = '', rest = ''] = WITH_ID.exec(request.path) ?? [];
	const path = collection === undefined ? request.path : `${collection}/{id}${rest}`;
	const route = ROUTES[`${request.method} ${path}`];
	if (route === undefined) throw notFound(`${request.method} ${request.path}: no such endpoint`);
	return route(arrival, backend, decodeURIComponent(id));
}

/** `{input_tokens}`, the whole answer of `POST /v1/messages/count_tokens`. */
export function tokensReply(tokens: number): Reply {
	return jsonReply(200, { input_tokens: tokens });
}

function checkPost({ request, bodyProblem }: Arrival, { apiKey }: Backend): RequestContext {
	const context = checkHeaders(request, apiKey);
	checkJsonContent(request);
	if (bodyProblem !== undefined) throw bodyProblem;
	return context;
}
