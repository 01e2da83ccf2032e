import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
} from 'n8n-workflow';
import type { NodeAdvice } from '../../errors/advice';
import { apiFailure, type RequestFacts } from '../../errors/apiFailure';
import type { HttpAnswer } from '../../errors/httpAnswer';
import type { Failure } from '../../errors/failure';
import { networkFailure } from '../../errors/networkFailure';
import { withoutSecrets } from '../../errors/withoutSecrets';
import { baseUrlOf } from './baseUrl';
import { JsonBody } from './jsonBody';
import { openAnswer, type OpenAnswer } from './openAnswer';
import { SILENCE, SilenceWatch } from './silenceWatch';

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
	/** Strikes the secrets of the credential out of what is told, whoever said it. */
	conceal(failure: Failure): Failure;
}

type ApiContext = IExecuteFunctions | ILoadOptionsFunctions;

/**
 * Opens the way to the API with a credential whose expressions are resolved for the item.
 *
 * @param advice of the node, where its own fields are the remedy for a failure
 * @throws Failure when the Base URL is no address
 */
export function connect(
	context: ApiContext,
	data: ICredentialDataDecryptedObject,
	advice?: NodeAdvice,
): Connection {
	const baseURL = baseUrlOf(data.baseUrl);
	const { host } = new URL(baseURL);
	const decrypted = { id: '', name: '', type: CREDENTIAL, data };
	return {
		identity: JSON.stringify(data),
		async request(request) {
			const { body, timeout } = request;
			const isUpload = body instanceof JsonBody;
			// What comes as a whole is ended by n8n's own timeout, and needs no signal of its own.
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
	};
}

interface Upload {
	send(): Promise<unknown>;
	/** Ends the request. */
	giveUp: AbortController | undefined;
	/** Seconds. */
	timeout: number;
}

/**
 * Waits for the headers. Until they come n8n's timeout is by the clock, but files may take longer to go out
 * than a server may be silent, so what counts with them is progress.
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

/** The answer to an upload: once it has come, nobody waits for the rest of the request. */
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
 * The context with one more reason to close the connection: n8n's helper takes no signal from the
 * request, but asks its context for the one that Stop fires. That one lives as long as the execution, so
 * it is let go of with every request.
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
		timeout: body instanceof JsonBody ? LONGEST_UPLOAD_MS : Math.ceil(timeout * 1000),
	};
}
