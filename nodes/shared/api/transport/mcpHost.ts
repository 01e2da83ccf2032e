import { type Failure, invalidInput } from '../../errors/failure';
import { urlIn } from '../../url';

const SCHEME = /^[a-z][a-z\d+.-]{0,20}:\/\//i;

/**
 * What stands in 'Host' of the credential: a host, with a port or without, or a URL, of which the protocol
 * and the host are taken.
 *
 * @param protocol where none is written: `https:` or `http:`, which decides what port goes without saying
 * @throws Failure when it is neither, or has a login in it
 */
export function writtenHost(value: unknown, protocol = 'https:'): URL {
	const text = typeof value === 'string' ? value.trim() : '';
	const address = SCHEME.test(text) ? text : `${protocol}//${text}`;
	const url = text === '' ? undefined : urlIn(address);
	if (
		url === undefined ||
		!/^https?:$/.test(url.protocol) ||
		url.username !== '' ||
		url.password !== ''
	)
		throw noHost();
	return url;
}

/** Whether an address is on the machine itself, from where nothing that is sent can be overheard. */
export function isLoopback({ hostname }: URL): boolean {
	return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}

/** The token without what is often copied along: blanks, line breaks, and the word of the header. */
export function bareToken(value: unknown): string {
	return typeof value === 'string' ? value.trim().replace(/^bearer\s+/i, '') : '';
}

/** What stands there is not shown: it may hold a login, or be a token that was put into the wrong field. */
function noHost(): Failure {
	return invalidInput(
		"The 'Host' of the credential 'Claude MCP Server API' is not a host",
		'Give it as in mcp.example.com, without a login.',
	);
}
