import * as fc from 'fast-check';
import type { INode } from 'n8n-workflow';
import { whatIsWrong } from '../../../../nodes/shared/methods/testCredential';
import { apiFailure } from '../../../../nodes/shared/errors/apiFailure';
import { nodeError } from '../../../../nodes/shared/errors/nodeError';
import { strikeFor, withoutSecrets } from '../../../../nodes/shared/errors/withoutSecrets';
import { errorItem } from '../../../../nodes/ClaudeMessages/output/errorItem';

const NODE: INode = {
	id: 'claude',
	name: 'Claude Messages',
	type: 'claudeMessages',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
const KEY = 'sk-ant-api03-Zx81/kq+Wn_44tRbQ=="7';

test.each<[string, Record<string, string>, string, string]>([
	['the key', { apiKey: KEY }, `bad key ${KEY}!`, 'bad key •••!'],
	['a pasted key', { apiKey: ` ${KEY}\n` }, `bad key ${KEY}!`, 'bad key •••!'],
	['the value of the header', { headerValue: 'ab cd-1234' }, 'got ab cd-1234.', 'got •••.'],
	['the token after Bearer', { headerValue: 'Bearer t0ken-4711' }, 'No t0ken-4711', 'No •••'],
	['the token after Token token=', { headerValue: 'Token token="t0k3n4711"' }, 't0k3n4711', '•••'],
	[
		'who logs in with Basic',
		{ headerValue: `Basic ${Buffer.from('ann-red-1:pa55:word').toString('base64')}` },
		'ann-red-1 with pa55:word',
		'••• with •••',
	],
	['user info of the address', { baseUrl: 'https://u:p%4055word@x.io' }, 'p@55word', '•••'],
	['a token in the address', { baseUrl: 'https://t0ken-4711@x.io' }, 'to t0ken-4711', 'to •••'],
	['the address with user info', { baseUrl: 'https://me:hush-1@x.io' }, 'me:hush-1@x', '•••@x'],
	[
		'a key with blanks between',
		{ apiKey: KEY },
		`bad ${KEY.slice(13).split('').join(' ')}!`,
		'bad •••!',
	],
	[
		'a key with invisible characters between',
		{ apiKey: KEY },
		`bad ${KEY.slice(13).split('').join('\u200b')}!`,
		'bad •••!',
	],
	[
		'a key with a line break in it',
		{ apiKey: KEY },
		`${KEY.slice(0, 20)}\n${KEY.slice(20)}`,
		'•••',
	],
	[
		'words that look alike',
		{ apiKey: 'gate-way-4711' },
		'the gate is away, 47 11',
		'the gate is away, 47 11',
	],
	['an URL-encoded key', { apiKey: KEY }, encodeURIComponent(KEY), '•••'],
	['that in small letters', { apiKey: KEY }, encodeURIComponent(KEY).toLowerCase(), '•••'],
	['a key in JSON', { apiKey: KEY }, JSON.stringify({ KEY }), '{"KEY":"•••"}'],
	['a key in base64', { apiKey: KEY }, Buffer.from(`${KEY}`).toString('base64'), '•••w=='],
	['a key in hex', { apiKey: KEY }, Buffer.from(KEY).toString('hex'), '•••'],
	['the first half', { apiKey: KEY }, KEY.slice(0, 24), 'sk-ant-api03-•••'],
	['the second half', { apiKey: KEY }, KEY.slice(20), '•••'],
	['the token of an MCP server', { token: ' mcp-t0k3n4711\n' }, 'No mcp-t0k3n4711', 'No •••'],
	['that pasted as a header', { token: 'Bearer mcp-t0k3n4711' }, 'No mcp-t0k3n4711', 'No •••'],
	['two keys in a row', { apiKey: KEY }, KEY + KEY, '•••'],
	['a word', { apiKey: 'swordfish' }, 'swordfish, Swordfish', '•••, •••'],
])('%s is struck out', (_, data, text, says) => {
	expect(strikeFor(data)(text)).toBe(says);
});

test.each<[string, Record<string, string>, string]>([
	['one letter', { apiKey: 'a' }, 'an image has a name'],
	['a dummy', { apiKey: 'test', headerValue: 'x' }, 'x-api-key: test, in the latest'],
	['sk', { apiKey: 'sk-none' }, 'sk-none, task, desk'],
	['a word in a word', { apiKey: 'anthropic' }, 'philanthropical'],
	['what a service shows to tell keys apart', { apiKey: KEY }, 'sk-ant-api03-Zx8…Q=="7'],
	['what all keys begin with', { apiKey: KEY }, 'A key begins with sk-ant-api03-.'],
	['words of a token', { headerValue: 'my-gateway-token-1' }, 'The gateway has no token'],
	[
		'the name of a beta',
		{ headerName: 'anthropic-beta', headerValue: 'context-management-2025-06-27' },
		'Unexpected value context-management-2025-06-27',
	],
	['anything where there is no secret', {}, 'anything'],
])('a short or public text stays readable: %s', (_, data, text) => {
	expect(strikeFor(data)(text)).toBe(text);
});

const encodings: Record<string, (secret: string) => string> = {
	plain: (secret) => secret,
	url: encodeURIComponent,
	form: (secret) => new URLSearchParams({ secret }).toString(),
	json: (secret) => JSON.stringify({ secret }),
	twice: (secret) => JSON.stringify(JSON.stringify(secret)),
	base64: (secret) => Buffer.from(secret).toString('base64'),
	basic: (secret) => `Basic ${Buffer.from(`user:${secret}`).toString('base64')}`,
	base64url: (secret) => Buffer.from(`k=${secret}&`).toString('base64url'),
	hex: (secret) => Buffer.from(secret).toString('hex').toUpperCase(),
	html: (secret) => secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
	lower: (secret) => secret.toLowerCase(),
};

/** What a thief would look for: every piece of eight characters that is not mere letters, decoded or not. */
function leaks(text: string, secret: string): string | undefined {
	const texts = [text, text.replaceAll('\\', '')];
	for (const run of text.match(/(?:%[\da-f]{2}|[\w.~+-])+/gi) ?? []) {
		try {
			texts.push(decodeURIComponent(run.replaceAll('+', ' ')));
		} catch {
			// Not a URL's.
		}
	}
	for (const run of text.match(/[\w+/-]{8,}/g) ?? []) {
		for (const start of [0, 1, 2, 3])
			texts.push(Buffer.from(run.slice(start), 'base64').toString());
		texts.push(Buffer.from(run, 'hex').toString());
	}
	const lower = texts.map((one) => one.toLowerCase());
	for (let at = 0; at + 11 <= secret.length; at++) {
		const piece = secret.slice(at, at + 11).toLowerCase();
		if (lower.some((one) => one.includes(piece))) return piece;
	}
	return undefined;
}

const character = fc.constantFrom(
	...'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0123456789-_+/=.:&%"\\<~!@$'.split(''),
);
/** Its start is the same in everybody's key; what follows is the secret. */
const secret = fc.record({
	start: fc.constantFrom('', 'sk-', 'sk-ant-api03-'),
	core: fc
		.string({ unit: character, minLength: 13, maxLength: 80 })
		.map((text) => `0${text}`)
		.filter((text) => /\d.{0,5}\d/.test(text) && !/[a-z]{6}/i.test(text)),
});
const holders: Record<string, (secret: string) => Record<string, string>> = {
	apiKey: (text) => ({ apiKey: text }),
	header: (text) => ({ headerName: 'x-token', headerValue: text }),
	bearer: (text) => ({ headerName: 'Authorization', headerValue: `Bearer ${text}` }),
	basic: (text) => ({ headerValue: `basic ${Buffer.from(`me:${text}`).toString('base64')}` }),
	address: (text) => ({ baseUrl: `https://me:${encodeURIComponent(text)}@host.example/x` }),
};
/** Every place of an answer from which words come out. */
const places: Record<
	string,
	(text: string) => { body: unknown; headers?: Record<string, string> }
> = {
	message: (text) => ({ body: { type: 'error', error: { type: 'x_error', message: text } } }),
	type: (text) => ({ body: { type: 'error', error: { type: text, message: 'No.' } } }),
	errorCode: (text) => ({
		body: { type: 'error', error: { message: 'No.', details: { error_code: text } } },
	}),
	requestId: (text) => ({ body: {}, headers: { 'request-id': text } }),
	bodyId: (text) => ({ body: { error: { message: 'No.' }, request_id: text } }),
	code: (text) => ({ body: { error: { message: 'No.', code: text } } }),
	detail: (text) => ({ body: { detail: [{ loc: ['header', text], msg: text }] } }),
	location: (text) => ({
		body: '',
		headers: { location: `https://${text.replace(/\W/g, '')}.example/` },
	}),
	contentType: (text) => ({ body: 'x', headers: { 'content-type': text } }),
	page: (text) => ({ body: `<html><title>${text}</title>` }),
	text: (text) => ({ body: text }),
	long: (text) => ({ body: { error: `${'x '.repeat(480)}${text}` } }),
};

test('no secret comes out of a failure, in whatever place and encoding a server sends it back', () => {
	fc.assert(
		fc.property(
			fc.record({
				secret,
				holder: fc.constantFrom(...Object.keys(holders)),
				place: fc.constantFrom(...Object.keys(places)),
				encoding: fc.constantFrom(...Object.keys(encodings)),
				around: fc.tuple(fc.string({ maxLength: 5 }), fc.string({ maxLength: 5 })),
				status: fc.constantFrom(200, 302, 400, 401, 429, 500),
				from: fc.oneof(fc.constant(0), fc.nat(20)),
			}),
			({ secret: { start, core }, holder, place, encoding, around, status, from }) => {
				const text = start + core;
				const [before, after] = around;
				const echo = `${before}${encodings[encoding]?.(text.slice(from)) ?? ''}${after}`;
				const { body, headers = {} } = places[place]?.(echo) ?? { body: '' };
				const answer = {
					status,
					headers,
					text: typeof body === 'string' ? body : JSON.stringify(body),
				};
				const failure = withoutSecrets(apiFailure(answer), holders[holder]?.(text) ?? {});
				const error = nodeError(NODE, failure, { itemIndex: 0, answered: 0, total: 1 });
				const told = [
					JSON.stringify({ ...failure, message: failure.message }),
					JSON.stringify(error),
					JSON.stringify({ ...error, message: error.message }),
					JSON.stringify(errorItem(failure, 0)),
					whatIsWrong(failure),
				];
				expect(told.map((one) => leaks(one, core))).toEqual(told.map(() => undefined));
				expect(failure.message).not.toBe('');
			},
		),
		{ numRuns: 1500 },
	);
});

test('whatever a credential holds, texts are struck without an end or an exception', () => {
	const value = fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.constant(null));
	fc.assert(
		fc.property(value, value, value, fc.string(), (apiKey, headerValue, baseUrl, text) => {
			const data = JSON.parse(JSON.stringify({ apiKey, headerValue, baseUrl }));
			expect(typeof strikeFor(data)(`${String(headerValue)}${text}`)).toBe('string');
		}),
	);
});
