import { type Failure, invalidInput } from '../../errors/failure';
import { urlIn } from '../../url';

const DEFAULT_BASE_URL = 'https://api.anthropic.com';

/** A path that people copy along from the documentation or an SDK; the node adds it itself. */
const OWN_PATH = /\/v1(?:\/(?:messages(?:\/count_tokens|\/batches)?|models))?$/i;

/**
 * The base address of the API, to which paths such as `/v1/messages` are added; empty means Anthropic's own.
 * Removes blanks and slashes at its ends and a `/v1` at its end. Keeps user info, which Node.js turns into a
 * header.
 *
 * @throws Failure when it is not an address, or one that no path can be added to
 */
export function baseUrlOf(value: unknown): string {
	const text = typeof value === 'string' ? value.trim() : (value ?? '');
	if (text === '') return DEFAULT_BASE_URL;
	const url = typeof text === 'string' ? urlIn(text) : undefined;
	if (url === undefined || !/^https?:$/.test(url.protocol)) throw noAddress();
	if (url.search !== '' || url.hash !== '') throw goesOn(url.search === '' ? '#' : '?');
	const { origin } = url;
	const login = url.username === '' ? '' : `${url.username}:${url.password}@`;
	const path = withoutSlashes(withoutSlashes(url.pathname).replace(OWN_PATH, ''));
	return `${url.protocol}//${login}${origin.slice(url.protocol.length + 2)}${path}`;
}

function withoutSlashes(path: string): string {
	let end = path.length;
	while (path[end - 1] === '/') end--;
	return path.slice(0, end);
}

function noAddress(): Failure {
	return invalidInput(
		"The 'Base URL' of the credential is not an address",
		'Give it as in https://api.anthropic.com, or leave it empty.',
	);
}

/** Does not show the text after the mark, because it may contain a token. */
function goesOn(mark: '?' | '#'): Failure {
	return invalidInput(
		`The 'Base URL' of the credential goes on behind a ${mark}, but paths are added at its end`,
		`Give the address up to the ${mark} only. A token of a gateway belongs into 'Add a Header'.`,
	);
}
