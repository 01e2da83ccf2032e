import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { bareToken, isLoopback, writtenHost } from '../api/transport/mcpHost';
import { type Failure, invalidInput } from '../errors/failure';
import { header, type HttpAnswer, isSuccess } from '../errors/httpAnswer';
import { reasonOf } from '../errors/reason';
import { toFailure } from '../errors/toFailure';
import { strikeFor } from '../errors/withoutSecrets';
import { initialize, initializeByEvents, isInitialized, type McpServer } from './mcpInitialize';
import { whatIsWrong } from './testCredential';
import { urlIn } from '../url';

/** Milliseconds; somebody waits beside the button. */
const TIMEOUT_MS = 15_000;

/** Where MCP servers usually are; the credential knows only their host. */
const PLACES = [
	{ path: '/mcp', ask: initialize },
	{ path: '/', ask: initialize },
	{ path: '/sse', ask: initializeByEvents },
];

/** Nothing that a POST or GET could be sent to. */
const NOTHING_THERE = [404, 405];

/**
 * What the button that tests the credential of an MCP server does: it asks the server to begin a session,
 * at one usual path after the other, and only the result of that is a success.
 *
 * @see https://modelcontextprotocol.io/specification/2025-06-18/basic/lifecycle#initialization
 */
export async function testMcpServer(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	return await testedWithin(TIMEOUT_MS, this, data);
}

/**
 * @param timeoutMs that each path may take; silence at one ends the test
 * @returns always: what goes wrong is its message, without the secrets of the credential
 */
export async function testedWithin(
	timeoutMs: number,
	{ helpers }: ICredentialTestFunctions,
	data: ICredentialDataDecryptedObject,
): Promise<INodeCredentialTestResult> {
	const strike = strikeFor(data);
	try {
		const origin = originOf(data.host);
		const found = await search(origin, { helpers, token: sendableToken(data.token), timeoutMs });
		return { status: 'OK', message: strike(`The MCP server at ${found.href} accepts the token`) };
	} catch (error) {
		return { status: 'Error', message: strike(whatIsWrong(toFailure(error))) };
	}
}

/**
 * Asks one place after the other.
 *
 * @returns where an MCP server answered
 * @throws Failure when the token is refused at one of them, or none is at any
 */
async function search(origin: string, server: McpServer): Promise<URL> {
	let something: Failure | undefined;
	for (const { path, ask } of PLACES) {
		const url = new URL(path, origin);
		const answer = await ask(server, url);
		if (isInitialized(answer)) return url;
		if (answer.status === 401 || answer.status === 403) throw refused(url, answer);
		if (!NOTHING_THERE.includes(answer.status)) something ??= strange(url, answer);
	}
	throw something ?? nothingAt(new URL(origin));
}

/** Plain http only where nobody can listen, and only for who wrote it. */
function originOf(host: unknown): string {
	const url = writtenHost(host);
	const protocol = url.protocol === 'http:' && isLoopback(url) ? 'http:' : 'https:';
	return `${protocol}//${url.host}`;
}

/** @throws Failure when there is none, or no header could have it */
function sendableToken(value: unknown): string {
	const token = bareToken(value);
	if (token === '') {
		throw invalidInput(
			"The 'Token' of the credential is empty",
			'Give the one that the MCP server was made to ask for.',
		);
	}
	if (/^[\x21-\x7e]+$/.test(token)) return token;
	throw invalidInput(
		"The 'Token' of the credential has characters that no token has, such as blanks",
		'Copy it anew.',
	);
}

const OTHER_PATHS =
	'The token may be right all the same: the test knows only the paths /mcp, / and /sse, and a run asks the address that the node is given.';

function refused(url: URL, answer: HttpAnswer): Failure {
	return invalidInput(
		`${url.href} refuses the token with status ${answer.status}${reasonIn(answer)}`,
		"Check 'Token' in the credential: it may be mistyped, expired or for another server.",
	);
}

function nothingAt({ host }: URL): Failure {
	return invalidInput(`No MCP server was found at the usual paths of ${host}`, OTHER_PATHS);
}

function strange(url: URL, answer: HttpAnswer): Failure {
	const { status } = answer;
	if (status >= 300 && status < 400) {
		const target = redirectOf(url, answer);
		return invalidInput(
			`${url.href} redirects to ${target}, and the token is not carried along`,
			OTHER_PATHS,
		);
	}
	const what = isSuccess(status)
		? 'answers, but not as an MCP server does'
		: `answers with status ${status}`;
	return invalidInput(`${url.href} ${what}${reasonIn(answer)}`, OTHER_PATHS);
}

/** Only the host: a path or query of a redirect may hold tokens. */
function redirectOf(url: URL, answer: HttpAnswer): string {
	const location = header(answer, 'location') || 'nowhere:';
	const host = urlIn(location, url.href)?.host ?? '';
	return host === url.host ? 'another path of its own' : host || 'another address';
}

function reasonIn(answer: HttpAnswer): string {
	const reason = reasonOf(answer);
	return reason === undefined ? '' : `: ${reason.message}`;
}
