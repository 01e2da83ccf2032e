import type { ICredentialTestFunctions } from 'n8n-workflow';
import { EventReader, type ServerSentEvent } from '../api/transport/eventStream';
import { openAnswer, type OpenAnswer, textOf } from '../api/transport/openAnswer';
import { SILENCE } from '../api/transport/silenceWatch';
import { invalidInput } from '../errors/failure';
import { header, type HttpAnswer, isSuccess } from '../errors/httpAnswer';
import { networkFailure } from '../errors/networkFailure';
import { LONGEST_ERROR_BODY } from '../errors/reason';
import { isRecord, parseJson } from '../json';
import { urlIn } from '../url';

/** How the node names itself to MCP servers; the first number of the version in package.json is enough. */
export const CLIENT_INFO = { name: 'n8n-nodes-claude-messages', version: '1' };

const ID = 1;

const INITIALIZE = JSON.stringify({
	jsonrpc: '2.0',
	id: ID,
	method: 'initialize',
	params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: CLIENT_INFO },
});

const EVENTS = 'text/event-stream';

/** Whom to ask, and with what. */
export interface McpServer {
	helpers: ICredentialTestFunctions['helpers'];
	token: string;
	/** Milliseconds that one place of the server may take. */
	timeoutMs: number;
}

/**
 * Sends `initialize` as Streamable HTTP has it.
 *
 * @returns what came; of events the JSON of the response in them, empty where there is none
 * @throws Failure when no HTTP answer comes, or not in time
 * @see https://modelcontextprotocol.io/specification/2025-06-18/basic/transports#streamable-http
 */
export async function initialize(server: McpServer, url: URL): Promise<HttpAnswer> {
	const deadline = Date.now() + server.timeoutMs;
	const answer = await send(server, { method: 'POST', url, deadline });
	if (!hasEvents(answer)) return await whole(answer, deadline);
	for await (const { data } of eventsOf(answer, deadline)) {
		if (isResponse(parseJson(data))) return said(answer, data);
	}
	return said(answer, '');
}

/**
 * Sends `initialize` as the older transport has it: a stream is opened first, which names the address for
 * requests, and the responses come in it. An address at another host is not asked, for it would get the token.
 *
 * @returns what came; of events the JSON of the response in them, empty where there is none
 * @throws Failure when no HTTP answer comes, or not in time, or the address is at another host
 * @see https://modelcontextprotocol.io/specification/2024-11-05/basic/transports#http-with-sse
 */
export async function initializeByEvents(server: McpServer, url: URL): Promise<HttpAnswer> {
	const deadline = Date.now() + server.timeoutMs;
	const answer = await send(server, { method: 'GET', url, deadline });
	if (!hasEvents(answer)) return await whole(answer, deadline);
	let asked = false;
	for await (const { event, data } of eventsOf(answer, deadline)) {
		if (event === 'endpoint' && !asked) {
			asked = true;
			const endpoint = endpointAt(data, url);
			const taken = await send(server, { method: 'POST', url: endpoint, deadline });
			const reply = await whole(taken, deadline);
			if (!isSuccess(taken.status)) return reply;
		} else if (isResponse(parseJson(data))) return said(answer, data);
	}
	return said(answer, '');
}

/** Whether an answer holds the result of `initialize`, which nothing but an MCP server gives. */
export function isInitialized({ status, text }: HttpAnswer): boolean {
	const body: unknown = parseJson(text);
	return (
		isSuccess(status) &&
		isResponse(body) &&
		isRecord(body.result) &&
		typeof body.result.protocolVersion === 'string'
	);
}

function isResponse(body: unknown): body is Record<string, unknown> {
	return isRecord(body) && body.jsonrpc === '2.0' && body.id === ID && !('method' in body);
}

function endpointAt(data: string, stream: URL): URL {
	const endpoint = urlIn(data, stream.href);
	if (endpoint?.origin === stream.origin) return endpoint;
	throw invalidInput(
		`${stream.href} names ${endpoint?.host || 'no address'} for requests, which is not its own host`,
		'The token is not sent there. Ask whoever runs the MCP server for its Streamable HTTP address.',
	);
}

interface Asked {
	/** POST carries `initialize`. */
	method: 'GET' | 'POST';
	url: URL;
	/** Milliseconds of the clock. */
	deadline: number;
}

/** Every status is an answer; redirects are not followed, because they would carry the token away. */
async function send(
	{ helpers, token }: McpServer,
	{ method, url, deadline }: Asked,
): Promise<OpenAnswer> {
	const { host } = url;
	const timeout = Math.max(1, deadline - Date.now());
	const isPost = method === 'POST';
	try {
		const response: unknown = await helpers.request({
			method,
			uri: url.href,
			headers: {
				accept: isPost ? `application/json, ${EVENTS}` : EVENTS,
				authorization: `Bearer ${token}`,
				...(isPost ? { 'content-type': 'application/json' } : {}),
			},
			...(isPost ? { body: INITIALIZE } : {}),
			timeout,
			useStream: true,
			resolveWithFullResponse: true,
			simple: false,
			followRedirect: false,
		});
		return openAnswer(response, { host, timeout: timeout / 1000, advice: checkHost });
	} catch (error) {
		throw networkFailure(error, host, checkHost);
	}
}

function checkHost(): string {
	return "Check 'Host' in the credential, and any proxy or firewall between n8n and the server.";
}

function hasEvents(answer: OpenAnswer): boolean {
	return isSuccess(answer.status) && header(answer, 'content-type')?.includes(EVENTS) === true;
}

/** As much of a body as tells what it is. */
async function whole(answer: OpenAnswer, deadline: number): Promise<HttpAnswer> {
	const goesOn = (length: number) => length <= LONGEST_ERROR_BODY && Date.now() < deadline;
	return said(answer, await textOf(answer.chunks, goesOn));
}

/** A stream that goes on is not silent, so the clock counts as well. */
async function* eventsOf(
	{ chunks, host }: OpenAnswer,
	deadline: number,
): AsyncGenerator<ServerSentEvent> {
	const reader = new EventReader();
	let length = 0;
	for await (const chunk of chunks) {
		yield* reader.read(chunk);
		length += chunk.length;
		if (length > LONGEST_ERROR_BODY) return;
		if (Date.now() >= deadline) throw networkFailure(SILENCE, host, checkHost);
	}
}

function said({ status, headers }: OpenAnswer, text: string): HttpAnswer {
	return { status, headers, text };
}
