import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { urlIn } from '../url';

/** The fewest characters of a secret: `test` or `x` is not secret, but occurs in many words. */
const SHORTEST = 8;

/** Headers that a credential may add without a secret value; error messages quote their values. */
const OPEN_HEADERS = ['anthropic-beta', 'anthropic-version'];

/**
 * All secrets of a credential: the key, the value of the extra header and the tokens in it, the login of
 * Basic authentication, the user info of the Base URL, and the token of an MCP server.
 */
export function secretsOf(data: ICredentialDataDecryptedObject): string[] {
	const { apiKey, baseUrl, headerName, headerValue, token } = data;
	const isOpen = OPEN_HEADERS.includes(textOf(headerName).toLowerCase());
	const found = [
		textOf(apiKey),
		...(isOpen ? [] : inHeader(textOf(headerValue))),
		...inAddress(textOf(baseUrl)),
		...inHeader(textOf(token)),
	];
	return [...new Set(found.filter((secret) => secret.length >= SHORTEST))];
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}

/** The secrets in a header value, as in `Bearer …`, `Basic …` or `Token token=…`. */
function inHeader(value: string): string[] {
	const [scheme = '', token = ''] = value.split(/\s+/, 2);
	const login = scheme.toLowerCase() === 'basic' ? decodedLogin(token) : [];
	return [value, ...value.split(/\s+/), ...value.split(/[\s,;="]+/), ...login];
}

function decodedLogin(token: string): string[] {
	const login = Buffer.from(token, 'base64').toString();
	const colon = login.indexOf(':');
	return colon === -1 ? [login] : [login, login.slice(0, colon), login.slice(colon + 1)];
}

function inAddress(address: string): string[] {
	const { username = '', password = '' } = urlIn(address) ?? {};
	const plain = [decoded(username), decoded(password)];
	return [username, password, ...plain, plain.join(':')];
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/** The encodings in which a server may echo a secret. */
export function formsOf(secret: string): string[] {
	const json = JSON.stringify(secret).slice(1, -1);
	const url = urlEncoded(secret);
	const forms = [
		secret,
		url,
		urlEncoded(url),
		new URLSearchParams([['', secret]]).toString().slice(1),
		json,
		JSON.stringify(json).slice(1, -1),
		secret.replaceAll('/', '\\/'),
		htmlEscaped(secret),
		Buffer.from(secret).toString('hex'),
		...base64Forms(secret),
	];
	return [...new Set(forms)];
}

function urlEncoded(text: string): string {
	try {
		return encodeURIComponent(text);
	} catch {
		return text;
	}
}

function htmlEscaped(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", '&#39;');
}

/**
 * The base64 of the secret at any position in a longer text: base64 turns three bytes into four characters,
 * so there are three alignments, each without the characters that adjacent bytes contribute to.
 */
function base64Forms(secret: string): string[] {
	const bytes = Buffer.from(secret);
	return [0, 1, 2].flatMap((before) => {
		const [text = '', ...padding] = Buffer.concat([Buffer.alloc(before), bytes])
			.toString('base64')
			.split('=');
		const start = Math.ceil((before * 8) / 6);
		const form = text.slice(start, padding.length === 0 ? undefined : -1);
		return [form, form.replaceAll('+', '-').replaceAll('/', '_')];
	});
}
