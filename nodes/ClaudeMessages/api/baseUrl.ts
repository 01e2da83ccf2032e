import { invalidInput } from '../errors/failure';

const DEFAULT_BASE_URL = 'https://api.anthropic.com';

/**
 * The address of the API, without blanks and slashes at its ends; empty means Anthropic's own.
 *
 * @throws Failure when it is no address
 */
export function baseUrlOf(value: unknown): string {
	const url = (typeof value === 'string' ? value : '').trim().replace(/\/+$/, '');
	if (url === '') return DEFAULT_BASE_URL;
	if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url;
	throw invalidInput(
		"The 'Base URL' of the credential is not an address",
		'Give it as in https://api.anthropic.com, or leave it empty.',
	);
}
