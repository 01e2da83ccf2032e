import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
} from 'n8n-workflow';
import { apiFailure, type HttpAnswer, type RequestFacts } from '../errors/apiFailure';
import type { Failure } from '../errors/failure';
import { networkFailure } from '../errors/networkFailure';
import { withoutSecrets } from '../errors/withoutSecrets';
import { baseUrlOf } from './baseUrl';
import { JsonBody } from './jsonBody';
import { openAnswer, type OpenAnswer } from './openAnswer';
import { SilenceWatch } from './silenceWatch';

/** The name by which nodes of this package find their credential. */
export const CREDENTIAL = 'claudeMessagesApi';

/** Silence is watched for while files go out; this only keeps n8n from ending them by its own clock. */
const LONGEST_UPLOAD_MS = 24 * 60 * 60 * 1000;

/** One request, without what the credential adds. */
export interface ApiRequest {
	method: 'GET' | 'POST';
	/** As in `/v1/messages`. */
	path: string;
	apiVersion: string;
	betas?: readonly string[];
	/** JSON text; its encoding is UTF-8. */
	body?: JsonBody | string;
	query?: Record<string, string | number>;
	/** Whether the answer is wanted as it comes, not as a whole. */
	stream?: boolean;
	/** Seconds without a sign of life. */
	timeout: number;
}

/** The way to the API for one credential. */
export interface Connection {
	/** Equal for connections with equal credentials; made of secrets, so it is never shown. */
	identity: string;
	/**
	 * Sends a request; every status is an answer.
	 *
	 * @throws Failure when no HTTP answer comes
	 */
	request(request: ApiRequest): Promise<OpenAnswer>;
	/** What an answer that is not the wanted one means, with every secret of the credential struck out. */
	failureOf(answer: HttpAnswer, facts?: RequestFacts): Failure;
}

type ApiContext = IExecuteFunctions | ILoadOptionsFunctions;

/**
 * Opens the way to the API with a credential whose expressions are resolved for the item.
 *
 * @throws Failure when the Base URL is no address
 */
export function connect(context: ApiContext, data: ICredentialDataDecryptedObject): Connection {
	const baseURL = baseUrlOf(data.baseUrl);
	const { host } = new URL(baseURL);
	const decrypted = { id: '', name: '', type: CREDENTIAL, data };
	return {
		identity: JSON.stringify(data),
		async request(request) {
			const giveUp = new AbortController();
			try {
				const answer: unknown = await uploaded(request, async () =>
					context.helpers.httpRequestWithAuthentication.call(
						abortable(context, giveUp.signal),
						CREDENTIAL,
						httpOptions(baseURL, request),
						// Without this n8n resolves the credential's expressions for the first item only.
						{ credentialsDecrypted: decrypted },
					),
				);
				const opened = openAnswer(answer, { host, timeout: request.timeout, giveUp });
				return { ...opened, chunks: closing(request.body, opened.chunks) };
			} catch (error) {
				giveUp.abort();
				if (request.body instanceof JsonBody) request.body.close();
				const ownFailure = request.body instanceof JsonBody ? request.body.failure : undefined;
				throw ownFailure ?? networkFailure(error, host);
			}
		},
		failureOf: (answer, facts) => withoutSecrets(apiFailure(answer, facts), data),
	};
}

/**
 * Waits for the headers. Until they come n8n's timeout is by the clock, but files may take longer to go out
 * than a server may be silent, so what counts with them is progress.
 */
async function uploaded<Value>(
	{ body, timeout }: ApiRequest,
	send: () => Promise<Value>,
): Promise<Value> {
	if (!(body instanceof JsonBody)) return await send();
	const watch = new SilenceWatch(timeout * 1000);
	body.progress = () => watch.heard();
	try {
		return await watch.listen(send);
	} finally {
		watch.stop();
	}
}

/** The chunks of an answer, after which nobody waits for the rest of the request. */
function closing(
	body: ApiRequest['body'],
	chunks: AsyncIterable<Uint8Array>,
): AsyncIterable<Uint8Array> {
	return body instanceof JsonBody ? untilClosed(body, chunks) : chunks;
}

async function* untilClosed(
	body: JsonBody,
	chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
	try {
		yield* chunks;
	} finally {
		body.close();
	}
}

/**
 * The context with one more reason to close the connection: n8n's helper takes no signal from the
 * request, but asks its context for the one that Stop fires.
 */
function abortable(context: ApiContext, signal: AbortSignal): ApiContext {
	const stop =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	const either = stop === undefined ? signal : AbortSignal.any([stop, signal]);
	return Object.create(context, { getExecutionCancelSignal: { value: () => either } });
}

/**
 * Statuses are mapped by the node, which also keeps n8n from sending a 401 twice. Redirects are not
 * followed: they would carry the key to another host.
 */
function httpOptions(baseURL: string, request: ApiRequest): IHttpRequestOptions {
	const { method, path, body, betas = [], query, timeout } = request;
	return {
		method,
		url: `${baseURL}${path}`,
		headers: {
			accept: 'application/json',
			'anthropic-version': request.apiVersion,
			...(betas.length === 0 ? {} : { 'anthropic-beta': betas.join(',') }),
			...(body === undefined ? {} : { 'content-type': 'application/json' }),
		},
		...(query === undefined ? {} : { qs: query }),
		...(body === undefined ? {} : { body }),
		encoding: request.stream ? 'stream' : 'text',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout: body instanceof JsonBody ? LONGEST_UPLOAD_MS : timeout * 1000,
	};
}
