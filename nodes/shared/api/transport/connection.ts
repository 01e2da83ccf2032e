import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';
import type { NodeAdvice } from '../../errors/advice';
import { apiFailure, type RequestFacts } from '../../errors/apiFailure';
import type { HttpAnswer } from '../../errors/httpAnswer';
import type { Failure } from '../../errors/failure';
import { networkFailure } from '../../errors/networkFailure';
import { strikeFor, withoutSecrets } from '../../errors/withoutSecrets';
import { allowedBaseUrl } from './allowedHosts';
import { JsonBody } from './jsonBody';
import { openAnswer, type OpenAnswer } from './openAnswer';
import { SILENCE, SilenceWatch } from './silenceWatch';

/** The name by which nodes of this package find their credential. */
export const CREDENTIAL = 'claudeMessagesApi';

/** Only keeps n8n's timeout from ending an upload; silence is watched for separately. */
const LONGEST_UPLOAD_MS = 24 * 60 * 60 * 1000;

/** One request, without what the credential adds. */
export interface ApiRequest {
	method: 'DELETE' | 'GET' | 'POST';
	/** As in `/v1/messages`. */
	path: string;
	apiVersion: string;
	betas?: readonly string[];
	/** JSON text; its encoding is UTF-8. */
	body?: JsonBody | string;
	query?: Record<string, string | number>;
	/** Whether to receive the answer as a stream, not as a whole. */
	stream?: boolean;
	/** Seconds of silence after which the request is given up. */
	timeout: number;
}

/** A connection to the API with one credential. */
export interface Connection {
	/** Equal for equal credentials; made of secrets, so it is never shown. */
	identity: string;
	/**
	 * Sends a request and returns its answer, whatever the status.
	 *
	 * @throws Failure when no HTTP answer comes
	 */
	request(request: ApiRequest): Promise<OpenAnswer>;
	/** The failure for an unwanted answer, with all secrets of the credential removed. */
	failureOf(answer: HttpAnswer, facts?: RequestFacts): Failure;
	/** Removes the secrets of the credential from a failure, whatever its source. */
	conceal(failure: Failure): Failure;
	/** The same for any other text of a server. */
	hide(text: string): string;
	/** The same connection for what has to be done after Stop, which ends every other request. */
	afterStop(): Connection;
}

type ApiContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/**
 * Connects to the API with a credential whose expressions are resolved for the item.
 *
 * @param advice the node's own, where its fields are the remedy for a failure
 * @throws Failure when the Base URL is not an address, or not one that the credential allows
 */
export function connect(
	context: ApiContext,
	data: ICredentialDataDecryptedObject,
	advice?: NodeAdvice,
): Connection {
	const baseURL = allowedBaseUrl(data);
	const { host } = new URL(baseURL);
	const decrypted = { id: '', name: '', type: CREDENTIAL, data };
	return {
		identity: JSON.stringify(data),
		async request(request) {
			const { body, timeout } = request;
			const isUpload = body instanceof JsonBody;
			// An answer received as a whole is ended by n8n's own timeout and needs no signal.
			const giveUp = isUpload || request.stream === true ? new AbortController() : undefined;
			const sender = giveUp === undefined ? context : abortable(context, giveUp);
			const options = httpOptions(baseURL, request);
			const send = async (): Promise<unknown> =>
				await context.helpers.httpRequestWithAuthentication.call(
					sender,
					CREDENTIAL,
					options,
					// Without this n8n resolves the credential's expressions for the first item only.
					{ credentialsDecrypted: decrypted },
				);
			try {
				const answer = isUpload ? await uploaded(body, { send, giveUp, timeout }) : await send();
				const opened = openAnswer(answer, { host, timeout, giveUp, advice });
				return isUpload ? closing(body, opened) : opened;
			} catch (error) {
				giveUp?.abort();
				if (isUpload) body.close();
				const ownFailure = isUpload ? body.failure : undefined;
				throw ownFailure ?? networkFailure(error, host, advice);
			}
		},
		failureOf: (answer, facts) => withoutSecrets(apiFailure(answer, { facts, advice }), data),
		conceal: (failure) => withoutSecrets(failure, data),
		hide: strikeFor(data),
		afterStop: () => connect(deaf(context), data, advice),
	};
}

/** The context without the signal that Stop fires. */
function deaf(context: ApiContext): ApiContext {
	return Object.create(context, { getExecutionCancelSignal: { value: () => undefined } });
}

/** The same connection, which strikes out the secrets of another credential too. */
export function hiding(connection: Connection, data: ICredentialDataDecryptedObject): Connection {
	return {
		...connection,
		failureOf: (answer, facts) => withoutSecrets(connection.failureOf(answer, facts), data),
		conceal: (failure) => withoutSecrets(connection.conceal(failure), data),
		hide: (text) => strikeFor(data)(connection.hide(text)),
	};
}

function contentTypeOf(body: JsonBody | string): string {
	return typeof body === 'string' ? 'application/json' : body.type;
}

interface Upload {
	send(): Promise<unknown>;
	/** Ends the request. */
	giveUp: AbortController | undefined;
	/** Seconds. */
	timeout: number;
}

/**
 * Waits for the headers. n8n's timeout limits the whole time until they arrive, but sending files may take
 * longer than a server may be silent, so an upload is given up only when it makes no progress.
 */
async function uploaded(body: JsonBody, { send, giveUp, timeout }: Upload): Promise<unknown> {
	const watch = new SilenceWatch(timeout * 1000, () => giveUp?.abort());
	body.progress = () => watch.heard();
	try {
		return await send();
	} catch (error) {
		throw watch.isSilent ? SILENCE : error;
	} finally {
		watch.stop();
	}
}

/** The answer to an upload; closes the body once the answer has arrived, as the rest is not needed. */
function closing(body: JsonBody, answer: OpenAnswer): OpenAnswer {
	if (answer.text === undefined) return { ...answer, chunks: untilClosed(body, answer.chunks) };
	body.close();
	return answer;
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
 * The context with another way to close the connection: n8n's helper takes no signal from the request, but
 * asks its context for the one that Stop fires. That signal lives as long as the execution, so its listener
 * is removed after each request.
 */
function abortable(context: ApiContext, giveUp: AbortController): ApiContext {
	const { signal } = giveUp;
	const stop =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	if (stop?.aborted) giveUp.abort();
	else stop?.addEventListener('abort', () => giveUp.abort(), { once: true, signal });
	return Object.create(context, { getExecutionCancelSignal: { value: () => signal } });
}

/**
 * The node maps statuses itself, which also keeps n8n from sending a 401 twice. Redirects are not followed:
 * they would send the key to another host.
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
			...(body === undefined ? {} : { 'content-type': contentTypeOf(body) }),
		},
		...(query === undefined ? {} : { qs: query }),
		...(body === undefined ? {} : { body }),
		encoding: request.stream ? 'stream' : 'text',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout: body instanceof JsonBody ? LONGEST_UPLOAD_MS : Math.ceil(timeout * 1000),
	};
}
