/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import 'reflect-metadata';
import '../../../engine/environment';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { CredentialTestContext } from 'n8n-core';
import type { INodeCredentialTestResult } from 'n8n-workflow';
import { ClaudeMcpServerApi } from '../../../../credentials/ClaudeMcpServerApi.credentials';
import { CLIENT_INFO } from '../../../../nodes/shared/methods/mcpInitialize';
import { testedWithin, testMcpServer } from '../../../../nodes/shared/methods/testMcpServer';
import { isRecord } from '../../../../nodes/shared/json';
import { name, version } from '../../../../package.json';
import { additionalDataFor } from '../../../engine/additionalData';
import { TestCredentials } from '../../../engine/credentials';

const TOKEN = ['mcp-t0ken', '4711+Zx81'].join('/');

const context = new CredentialTestContext(
	additionalDataFor(new TestCredentials(new ClaudeMcpServerApi(), {}), {
		nodes: [],
		connections: {},
		mode: 'manual',
		executionId: '1',
	}),
);

interface Request {
	method: string;
	path: string;
	headers: IncomingMessage['headers'];
	body: string;
}

type Handler = (request: Request, response: ServerResponse) => void;

const started: Server[] = [];
afterEach(async () => {
	for (const server of started.splice(0)) {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	}
});

/** A server with these paths; everything else is 404, as is a path of another method. */
async function startServer(handlers: Record<string, Handler>) {
	const requests: Request[] = [];
	const server = createServer((incoming, response) => {
		const pieces: Buffer[] = [];
		incoming.on('data', (piece: Buffer) => pieces.push(piece));
		incoming.on('end', () => {
			const { method = '', url: path = '', headers } = incoming;
			const request = { method, path, headers, body: Buffer.concat(pieces).toString() };
			requests.push(request);
			const handler = handlers[`${method} ${path}`] ?? answering(404, 'text/plain', 'Not found');
			handler(request, response);
		});
	});
	started.push(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const host = `127.0.0.1:${isRecord(address) ? String(address.port) : ''}`;
	return { host, url: `http://${host}`, requests };
}

function answering(status: number, type: string, body: string, more: object = {}): Handler {
	return (_, response) => {
		response.writeHead(status, { 'content-type': type, ...more });
		response.end(body);
	};
}

const RESULT = JSON.stringify({
	jsonrpc: '2.0',
	id: 1,
	result: {
		protocolVersion: '2025-06-18',
		capabilities: { tools: {} },
		serverInfo: { name: 'weather', version: '1.0.0' },
	},
});

const initialized = answering(200, 'application/json', RESULT);
const page = answering(200, 'text/html', '<title>Welcome</title><h1>It works</h1>');

/** Writes events and keeps the stream open. */
function streaming(...events: string[]): Handler {
	return (_, response) => {
		response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
		for (const event of events) response.write(`${event}\n\n`);
	};
}

/** The older transport: what is posted to /messages is answered in the open stream. */
function olderServer(endpoint: string, reply: string): Record<string, Handler> {
	let stream: ServerResponse | undefined;
	return {
		'GET /sse': (request, response) => {
			stream = response;
			streaming(': hello', `event: endpoint\ndata: ${endpoint}`)(request, response);
		},
		'POST /messages?id=7': (request, response) => {
			answering(202, 'text/plain', 'Accepted')(request, response);
			stream?.write(`event: message\ndata: ${reply}\n\n`);
		},
	};
}

async function tested(host: string, token = TOKEN, timeoutMs = 5000) {
	return await testedWithin(timeoutMs, context, { host, token });
}

const failed = (message: string): INodeCredentialTestResult => ({ status: 'Error', message });

const OTHER_PATHS =
	'The token may be right all the same: the test knows only the paths /mcp, / and /sse, and a run asks the address that the node is given.';

test('asks /mcp to initialize, with the token', async () => {
	const { url, host, requests } = await startServer({ 'POST /mcp': initialized });
	const decrypted = { id: '1', name: 'Weather', type: 'claudeMcpServerApi' };
	expect(
		await testMcpServer.call(context, { ...decrypted, data: { host: url, token: TOKEN } }),
	).toEqual({ status: 'OK', message: `The MCP server at ${url}/mcp accepts the token` });
	expect(requests).toEqual([
		{
			method: 'POST',
			path: '/mcp',
			headers: expect.objectContaining({
				host,
				accept: 'application/json, text/event-stream',
				authorization: `Bearer ${TOKEN}`,
				'content-type': 'application/json',
			}),
			body: expect.any(String),
		},
	]);
	expect(JSON.parse(requests[0]?.body ?? '')).toEqual({
		jsonrpc: '2.0',
		id: 1,
		method: 'initialize',
		params: {
			protocolVersion: '2025-06-18',
			capabilities: {},
			clientInfo: CLIENT_INFO,
		},
	});
});

test('the node tells MCP servers its name, and the first number of its version', () => {
	expect(CLIENT_INFO).toEqual({ name, version: version.split('.')[0] });
});

test.each([TOKEN, ` ${TOKEN}\n`, `Bearer ${TOKEN}`, `bearer  ${TOKEN}`])(
	'%j is sent as the token alone',
	async (token) => {
		const { url, requests } = await startServer({ 'POST /mcp': initialized });
		expect(await tested(` ${url}/any/path?x#y\n`, token)).toMatchObject({ status: 'OK' });
		expect(requests.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${TOKEN}`]);
	},
);

test('takes the result out of a stream of events that stays open', async () => {
	const log = 'data: {"jsonrpc":"2.0","method":"notifications/message","params":{}}';
	const ping = 'data: {"jsonrpc":"2.0","id":1,"method":"ping"}';
	const result = `: a remark\nid: 1\nevent: message\ndata: ${RESULT}`;
	const { url } = await startServer({ 'POST /mcp': streaming(log, ping, result) });
	expect(await tested(url)).toMatchObject({ status: 'OK' });
});

test.each<[string, string, Record<string, Handler>]>([
	['/', 'Streamable HTTP', { 'POST /': initialized }],
	['/', 'something else at /mcp', { 'POST /mcp': page, 'POST /': initialized }],
	['/sse', 'the older transport', olderServer('/messages?id=7', RESULT)],
])('finds a server at %s: %s', async (path, _, handlers) => {
	const { url } = await startServer(handlers);
	expect(await tested(url)).toEqual({
		status: 'OK',
		message: `The MCP server at ${url}${path} accepts the token`,
	});
});

test('asks the older transport with the token, at the address that it names', async () => {
	const { url, requests } = await startServer(olderServer('messages?id=7', RESULT));
	await tested(url);
	expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
		'POST /mcp',
		'POST /',
		'GET /sse',
		'POST /messages?id=7',
	]);
	expect(requests.map(({ headers }) => headers.authorization)).toEqual(
		requests.map(() => `Bearer ${TOKEN}`),
	);
	expect(requests[2]?.headers.accept).toBe('text/event-stream');
	expect(requests[3]?.body).toBe(requests[0]?.body);
});

test('gives the token to no other host that the older transport names', async () => {
	const other = await startServer({ 'POST /messages?id=7': initialized });
	const { url } = await startServer(olderServer(`${other.url}/messages?id=7`, RESULT));
	expect(await tested(url)).toEqual(
		failed(
			`${url}/sse names ${other.host} for requests, which is not its own host. The token is not sent there. Ask whoever runs the MCP server for its Streamable HTTP address.`,
		),
	);
	expect(other.requests).toEqual([]);
});

const CHECK_TOKEN =
	"Check 'Token' in the credential: it may be mistyped, expired or for another server.";

test.each<[string, string, Record<string, Handler>, string]>([
	['401', '/mcp', { 'POST /mcp': answering(401, 'text/plain', '') }, ''],
	[
		'403 with a reason',
		'/mcp',
		{ 'POST /mcp': answering(403, 'application/json', '{"error":"No such scope"}') },
		': No such scope',
	],
	['401', '/', { 'POST /': answering(401, 'text/plain', '') }, ''],
	['401', '/sse', { 'GET /sse': answering(401, 'text/plain', '') }, ''],
	[
		'401 after the stream was opened',
		'/sse',
		{
			...olderServer('/messages?id=7', RESULT),
			'POST /messages?id=7': answering(401, 'text/plain', ''),
		},
		'',
	],
])('%s at %s says that the token is refused', async (status, path, handlers, reason) => {
	const { url } = await startServer(handlers);
	expect(await tested(url)).toEqual(
		failed(
			`${url}${path} refuses the token with status ${status.slice(0, 3)}${reason}. ${CHECK_TOKEN}`,
		),
	);
});

test.each([404, 405])('%d everywhere says that no MCP server was found', async (status) => {
	const nothing = answering(status, 'text/html', '<title>Nothing</title>');
	const handlers = { 'POST /mcp': nothing, 'POST /': nothing, 'GET /sse': nothing };
	const { url, host } = await startServer(handlers);
	expect(await tested(url)).toEqual(
		failed(`No MCP server was found at the usual paths of ${host}. ${OTHER_PATHS}`),
	);
});

const rpcError = '{"jsonrpc":"2.0","id":1,"error":{"code":-32001,"message":"Session limit"}}';

test.each<[string, string, Handler, string]>([
	['a page', '/', page, 'answers, but not as an MCP server does: Welcome'],
	['nothing', '/', answering(200, 'text/plain', ''), 'answers, but not as an MCP server does'],
	[
		'a result without a protocol',
		'/mcp',
		answering(200, 'application/json', '{"jsonrpc":"2.0","id":1,"result":{}}'),
		'answers, but not as an MCP server does',
	],
	[
		'the result of another request',
		'/mcp',
		answering(200, 'application/json', RESULT.replace('"id":1', '"id":2')),
		'answers, but not as an MCP server does',
	],
	[
		'a result with a status that is none of success',
		'/mcp',
		answering(500, 'application/json', RESULT),
		'answers with status 500',
	],
	[
		'an error',
		'/mcp',
		answering(200, 'application/json', rpcError),
		'answers, but not as an MCP server does: Session limit',
	],
	[
		'an error in an event',
		'/mcp',
		streaming(`data: ${rpcError}`),
		'answers, but not as an MCP server does: Session limit',
	],
	[
		'events that end',
		'/mcp',
		answering(200, 'text/event-stream', 'data: hello\n\n'),
		'answers, but not as an MCP server does',
	],
	[
		'a server that is down',
		'/mcp',
		answering(503, 'application/json', '{"message":"Down for repair"}'),
		'answers with status 503: Down for repair',
	],
])('%s at %s is no success', async (_, path, handler, says) => {
	const { url } = await startServer({ [`POST ${path}`]: handler });
	expect(await tested(url)).toEqual(failed(`${url}${path} ${says}. ${OTHER_PATHS}`));
});

// n8n's helper follows those of GET alone unless it is told not to, so a POST does not prove it.
test.each(['POST /mcp', 'GET /sse'])('follows no redirect of %s with the token', async (asked) => {
	const path = asked.split(' ')[1] ?? '';
	const other = await startServer({ [asked]: initialized });
	const away = answering(307, '', '', { location: `${other.url}${path}?key=s3cret-4711` });
	const { url } = await startServer({ [asked]: away });
	expect(await tested(url)).toEqual(
		failed(
			`${url}${path} redirects to ${other.host}, and the token is not carried along. ${OTHER_PATHS}`,
		),
	);
	expect(other.requests).toEqual([]);
});

test.each([
	['/mcp/', 'another path of its own'],
	['', 'another address'],
	['http://', 'another address'],
])('a redirect to %j is told', async (location, says) => {
	const { url } = await startServer({ 'POST /mcp': answering(308, '', '', { location }) });
	expect(await tested(url)).toEqual(
		failed(`${url}/mcp redirects to ${says}, and the token is not carried along. ${OTHER_PATHS}`),
	);
});

const CHECK_HOST =
	"Check 'Host' in the credential, and any proxy or firewall between n8n and the server.";

test.each<[string, Record<string, Handler>]>([
	['before its answer', { 'POST /mcp': () => undefined }],
	['in its events', { 'POST /mcp': streaming('data: hello') }],
	['after the stream was opened', { 'GET /sse': streaming('event: hello\ndata: x') }],
	[
		'when it has been asked',
		{ 'GET /sse': streaming('event: endpoint\ndata: /go'), 'POST /go': () => undefined },
	],
	[
		'but for signs of life',
		{
			'POST /mcp': (request, response) => {
				streaming(': begins')(request, response);
				const beat = setInterval(() => response.write(': goes on\n\n'), 20);
				response.on('close', () => clearInterval(beat));
			},
		},
	],
])('a server that is silent %s is waited for only so long', async (_, handlers) => {
	const { url, host } = await startServer(handlers);
	const start = Date.now();
	expect(await tested(url, TOKEN, 200)).toEqual(
		failed(`${host} did not answer in time. ${CHECK_HOST}`),
	);
	expect(Date.now() - start).toBeLessThan(2500);
});

test('a server that cannot be reached is told', async () => {
	expect(await tested('http://127.0.0.1:9')).toEqual(
		failed(`127.0.0.1:9 could not be reached. ${CHECK_HOST}`),
	);
});

test('a server that breaks off is told', async () => {
	const { url, host } = await startServer({ 'POST /mcp': (_, response) => response.destroy() });
	expect(await tested(url)).toEqual(
		failed(`The connection to ${host} broke before the whole answer had come. ${CHECK_HOST}`),
	);
});

describe('the token stands in no message', () => {
	const echoes: Array<[string, string]> = [
		['as it is', `{"error":"Bad token ${TOKEN}"}`],
		['in a header', `{"error":"authorization: Bearer ${TOKEN}"}`],
		['in base64', `{"error":"${Buffer.from(`Bearer ${TOKEN}`).toString('base64')}"}`],
		['for a URL', `{"error":"${encodeURIComponent(TOKEN)}"}`],
		['in part', `{"error":"${TOKEN.slice(0, 12)}…"}`],
	];
	test.each(echoes)('when a server that refuses it echoes it %s', async (_, body) => {
		const { url } = await startServer({ 'POST /mcp': answering(401, 'application/json', body) });
		const { message } = await tested(url, `Bearer ${TOKEN}`);
		expect(message).toContain('•••');
		expect(message).not.toContain('t0ken');
		expect(message).not.toContain(Buffer.from(TOKEN).toString('base64').slice(4, 16));
	});

	test.each([200, 301, 404, 405, 500])('when a status %d echoes it', async (status) => {
		const echo: Handler = ({ headers }, response) => {
			response.writeHead(status, {
				'content-type': 'application/json',
				location: `http://${TOKEN.replace(/\W/g, '-')}.example/${TOKEN}`,
			});
			response.end(JSON.stringify({ error: headers.authorization }));
		};
		const { url } = await startServer({ 'POST /mcp': echo, 'POST /': echo, 'GET /sse': echo });
		const { message } = await tested(url);
		expect(message).not.toContain(TOKEN);
	});
});

describe('before anything is sent', () => {
	const NO_HOST =
		"The 'Host' of the credential 'Claude MCP Server API' is not a host. Give it as in mcp.example.com, without a login.";
	test.each([
		['', TOKEN, NO_HOST],
		['ftp://mcp.example.com', TOKEN, NO_HOST],
		['https://me:hush-4711@mcp.example.com', TOKEN, NO_HOST],
		['me:hush-4711@mcp.example.com', TOKEN, NO_HOST],
		['a b', TOKEN, NO_HOST],
		[
			'127.0.0.1:9',
			' \n',
			"The 'Token' of the credential is empty. Give the one that the MCP server was made to ask for.",
		],
		[
			'127.0.0.1:9',
			'tök3n',
			"The 'Token' of the credential has characters that no token has, such as blanks. Copy it anew.",
		],
	])('the host %j with the token %j is refused', async (host, token, says) => {
		expect(await tested(host, token)).toEqual(failed(says));
	});

	test('a credential without anything is refused', async () => {
		const bare = { id: '1', name: 'Bare', type: 'claudeMcpServerApi' };
		expect(await testMcpServer.call(context, bare)).toEqual(failed(NO_HOST));
	});
});

test('speaks plain HTTP only to this machine, and only where it is asked to', async () => {
	const { host, requests } = await startServer({ 'POST /mcp': initialized });
	expect((await tested(host)).message).toContain(`${host} does not speak HTTPS at this port`);
	const port = host.split(':')[1] ?? '';
	const urls: unknown[] = [];
	const recording = {
		...context,
		logger: context.logger,
		helpers: {
			...context.helpers,
			request: async (options: string | object) => {
				urls.push(isRecord(options) ? options.uri : options);
				return { statusCode: 404, headers: {}, body: '' };
			},
		},
	};
	await testedWithin(100, recording, { host: `http://mcp.example.com:${port}/x`, token: TOKEN });
	expect(urls).toEqual(
		['/mcp', '/', '/sse'].map((path) => `https://mcp.example.com:${port}${path}`),
	);
	expect(requests).toEqual([]);
});
