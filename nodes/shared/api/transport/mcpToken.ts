import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { type Failure, invalidInput } from '../../errors/failure';
import { toFailure } from '../../errors/toFailure';
import { bareToken, isLoopback, writtenHost } from './mcpHost';
import { urlIn } from '../../url';

/** The name by which nodes of this package find the credential of an MCP server. */
export const MCP_CREDENTIAL = 'claudeMcpServerApi';

/**
 * The token that goes with the address of an MCP server; only with one at the host of the credential.
 *
 * @param serverUrl as it is sent: other programs have to find the same host in it
 * @param credential its expressions resolved; undefined where none is chosen
 * @returns undefined where there is no token, whatever the address is
 * @throws Failure when the address is at another host, is no https, or may be read as one at another host
 * @see https://platform.claude.com/docs/en/agents-and-tools/mcp-connector
 */
export function tokenFor(
	serverUrl: string,
	credential: ICredentialDataDecryptedObject | undefined,
): string | undefined {
	const token = bareToken(credential?.token);
	if (token === '') return undefined;
	const written = serverUrl.trim();
	const server = urlIn(written);
	if (server === undefined) throw noAddress();
	if (!isSafe(server)) throw notSafe();
	const { host } = writtenHost(credential?.host, server.protocol);
	if (host !== server.host) throw elsewhere(host, server.host);
	if (!isPlain(written, server)) throw ambiguous(server);
	return token;
}

/**
 * The token for each of several servers: one credential is for one host, and servers at others need none.
 *
 * @throws Failure of the first server where the credential fits none of them
 */
export function tokensFor(
	serverUrls: readonly string[],
	credential: ICredentialDataDecryptedObject,
): Array<string | undefined> {
	const failures: Failure[] = [];
	const tokens = serverUrls.map((url) => {
		try {
			return tokenFor(url, credential);
		} catch (error) {
			failures.push(toFailure(error));
			return undefined;
		}
	});
	const [first] = failures;
	if (first !== undefined && failures.length === serverUrls.length) throw first;
	return tokens;
}

function isSafe(server: URL): boolean {
	return server.protocol === 'https:' || (server.protocol === 'http:' && isLoopback(server));
}

const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'https:': ':443', 'http:': ':80' };

/**
 * Whether an address begins with its host as everybody reads it. A login, a backslash, other letters or odd
 * numbers in front of the path are read in more than one way: `https://good.example\@evil.example` is at
 * the first host by the rules of browsers, and at the second by those of RFC 3986.
 *
 * @see https://url.spec.whatwg.org/#url-parsing
 * @see https://www.rfc-editor.org/rfc/rfc3986#section-3.2
 */
function isPlain(written: string, { protocol, host }: URL): boolean {
	const [, authority = ''] = /^https?:\/\/([^/?#]*)/i.exec(written) ?? [];
	const [lower, port = ''] = [authority.toLowerCase(), DEFAULT_PORTS[protocol]];
	return lower === host || lower === `${host}${port}`;
}

function noAddress(): Failure {
	return invalidInput('The address of the MCP server is not a URL', AS_IN);
}

const AS_IN = 'Give it as in https://mcp.example.com/mcp.';

function notSafe(): Failure {
	return invalidInput(
		"The token of the credential 'Claude MCP Server API' is sent for https addresses only",
		`The address of the MCP server is none. ${AS_IN}`,
	);
}

function elsewhere(host: string, serverHost: string): Failure {
	return invalidInput(
		`The credential 'Claude MCP Server API' is for ${host}, but the MCP server is at ${serverHost}`,
		"Choose the credential of that server or correct its 'Host'; if the server needs no token, choose none.",
	);
}

function ambiguous({ protocol, host }: URL): Failure {
	return invalidInput(
		'The address of the MCP server is written so that it may be read as one at another host',
		`Write it so that it begins with ${protocol}//${host} and has no login. The token is not sent otherwise.`,
	);
}
