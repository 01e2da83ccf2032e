import { invalidInput } from '../errors/failure';

const DEFAULT_BASE_URL = 'https://api.anthropic.com';

/**
 * The address of the API, without blanks and slashes at its ends; empty means Anthropic's own.
 *
 * @throws Failure when it is no address
 */
export function baseUrlOf(value: unknown): string {
	const url = withoutEndSlashes((typeof value === 'string' ? value : '').trim());
	if (url === '') return DEFAULT_BASE_URL;
	if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url;
	throw invalidInput(
		"The 'Base URL' of the credential is not an address",
		'Give it as in https://api.anthropic.com, or leave it empty.',
	);
}

function withoutEndSlashes(text: string): string {
	let end = text.length;
	while (text.charAt(end - 1) === '/') end--;
	return text.slice(0, end);
}
