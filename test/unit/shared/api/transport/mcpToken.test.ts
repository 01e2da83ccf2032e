import * as fc from 'fast-check';
import { tokenFor } from '../../../../../nodes/shared/api/transport/mcpToken';
import { Failure } from '../../../../../nodes/shared/errors/failure';

const TOKEN = 'mcp-t0ken-4711';
const at = (host: string | number) => ({ host, token: TOKEN });

test.each([
	['https://mcp.example.com/mcp', 'mcp.example.com'],
	['https://mcp.example.com', 'MCP.Example.com'],
	['HTTPS://MCP.EXAMPLE.COM?x', ' mcp.example.com\n'],
	['https://mcp.example.com#x', 'mcp.example.com:443'],
	['https://mcp.example.com:443/', 'mcp.example.com'],
	['  https://mcp.example.com/sse\n', 'mcp.example.com'],
	['https://mcp.example.com:8443/mcp', 'mcp.example.com:8443'],
	['https://mcp.example.com:80/mcp', 'mcp.example.com:80'],
	['https://mcp.example.com/mcp', 'https://mcp.example.com/other?x=1#y'],
	['https://mcp.example.com/mcp', 'http://mcp.example.com'],
	['https://mcp.example.com/mcp', 'mcp.example.com/mcp'],
	['https://xn--bcher-kva.example/mcp', 'bücher.example'],
	['https://[2001:db8::1]:9/mcp', '[2001:DB8::1]:9'],
	['https://mcp.example.com./mcp', 'mcp.example.com.'],
	['https://mcp.example.com/\\@evil.example', 'mcp.example.com'],
	['http://127.0.0.1:3000/mcp', '127.0.0.1:3000'],
	['http://127.0.0.1/mcp', '127.0.0.1:80'],
	['http://localhost:3000/mcp', 'http://localhost:3000/mcp'],
	['http://[::1]:3000/mcp', '[::1]:3000'],
])('%j gets the token of a credential for %j', (serverUrl, host) => {
	expect(tokenFor(serverUrl, at(host))).toBe(TOKEN);
});

test.each([` ${TOKEN}\n`, `Bearer ${TOKEN}`, `bearer\t${TOKEN}`])(
	'of %j the token alone goes out',
	(token) => {
		expect(tokenFor('https://a.example', { host: 'a.example', token })).toBe(TOKEN);
	},
);

test.each([
	['no credential', undefined],
	['an empty one', {}],
	['one with blanks as its token', { host: 'a.example', token: ' \n' }],
	['one without a host either', { host: '', token: '' }],
])('with %s there is no token, whatever the address is', (_, credential) => {
	for (const serverUrl of ['https://a.example', 'http://b.example', 'nonsense', '']) {
		expect(tokenFor(serverUrl, credential)).toBeUndefined();
	}
});

/** The failure that comes instead of a token. */
function refusal(serverUrl: string, host: string | number): Failure | undefined {
	try {
		tokenFor(serverUrl, at(host));
	} catch (error) {
		if (error instanceof Failure) return error;
	}
	return undefined;
}

test.each([
	['https://evil.example/mcp', 'good.example', 'good.example', 'evil.example'],
	['https://good.example:8443', 'good.example', 'good.example', 'good.example:8443'],
	['https://good.example', 'good.example:8443', 'good.example:8443', 'good.example'],
	['https://mcp.good.example', 'good.example', 'good.example', 'mcp.good.example'],
	['https://good.example.', 'good.example', 'good.example', 'good.example.'],
	['https://good.example@evil.example', 'good.example', 'good.example', 'evil.example'],
	['https://evil.example\\@good.example', 'good.example', 'good.example', 'evil.example'],
	['https://evil.example/@good.example', 'good.example', 'good.example', 'evil.example'],
	['https://evil.example#good.example', 'good.example', 'good.example', 'evil.example'],
	['https://g\u043e\u043ed.example', 'good.example', 'good.example', 'xn--gd-fmca.example'],
])('%j gets no token of a credential for %j, and both are named', (serverUrl, host, mine, its) => {
	expect(refusal(serverUrl, host)).toMatchObject({
		message: `The credential 'Claude MCP Server API' is for ${mine}, but the MCP server is at ${its}`,
		description:
			"Choose the credential of that server or correct its 'Host'; if the server needs no token, choose none.",
		type: 'invalid_input',
	});
});

test.each([
	'https://good.example\\@evil.example',
	'https://good.example\\',
	'https://me:hush@good.example/mcp',
	'https://@good.example/mcp',
	'https://good\t.example/mcp',
	'https:/good.example/mcp',
	'https:good.example',
	'https:\\\\good.example',
	'https://good%2eexample',
	'https://good\u3002example',
	'https://\uff47ood.example',
	'https://good.exa\u00admple',
	'https://good.example:0443',
	'https://good.example:',
])('%j may be read as another host, and gets no token', (serverUrl) => {
	expect(refusal(serverUrl, 'good.example')).toMatchObject({
		message:
			'The address of the MCP server is written so that it may be read as one at another host',
		description:
			'Write it so that it begins with https://good.example and has no login. The token is not sent otherwise.',
		type: 'invalid_input',
	});
});

test.each([
	'http://good.example/mcp',
	'http://127.0.0.1.good.example',
	'http://localhost.example',
	'http://10.0.0.1',
	'ftp://good.example',
	'javascript:alert(1)',
	'good.example:443',
])('%j is no https, and gets no token', (serverUrl) => {
	expect(refusal(serverUrl, 'good.example')?.message).toBe(
		"The token of the credential 'Claude MCP Server API' is sent for https addresses only",
	);
});

test.each(['', 'good.example', 'https://', '/mcp', 'https://a b'])(
	'%j is no address, and gets no token',
	(serverUrl) => {
		expect(refusal(serverUrl, 'good.example')?.message).toBe(
			'The address of the MCP server is not a URL',
		);
	},
);

test.each([
	'',
	' ',
	7,
	'a b',
	'ftp://good.example',
	'https://',
	'me:hush-4711@good.example',
	'https://hush-4711@good.example',
	'//',
])('a credential for %j is for no host', (host) => {
	expect(refusal('https://good.example', host)).toMatchObject({
		message: "The 'Host' of the credential 'Claude MCP Server API' is not a host",
		description: 'Give it as in mcp.example.com, without a login.',
	});
});

test('a credential without a host is for none', () => {
	expect(() => tokenFor('https://good.example', { token: TOKEN })).toThrow('is not a host');
});

/** Hosts that are told apart, and what may be added to make one look like the other. */
const label = fc.constantFrom('good', 'evil', 'GOOD', 'g\u043e\u043ed', '\uff47ood', 'xn--gd-fmca');
const host = fc.oneof(
	fc
		.tuple(label, fc.constantFrom('.example', '.EXAMPLE', '\u3002example', '.example.', ''))
		.map((parts) => parts.join('')),
	fc.constantFrom('127.0.0.1', '127.1', '0x7f.1', '2130706433', '[::1]', '[0:0::1]', 'localhost'),
	fc.domain(),
	fc.ipV4(),
	fc.ipV6().map((address) => `[${address}]`),
);
const port = fc.constantFrom('', ':443', ':80', ':8443', ':', ':0443');
const login = fc.oneof(
	{ weight: 3, arbitrary: fc.constant('') },
	fc.constantFrom(
		'@',
		'me:hush@',
		'good.example@',
		'good.example:443@',
		'good.example\\@',
		'evil@',
	),
);
const scheme = fc.constantFrom(
	'https://',
	'HTTPS://',
	'http://',
	'https:/',
	'https:\\\\',
	'ftp://',
	'',
);
const noise = fc.oneof(
	{ weight: 3, arbitrary: fc.constant('') },
	fc.constantFrom('\t', '\n', ' ', '\\', '%2e', '\u00ad', '@', '/', '#', '?'),
);
const path = fc.constantFrom(
	'',
	'/',
	'/mcp',
	'\\@evil.example',
	'/@evil.example',
	'?@evil',
	'#@x',
	'@good',
);
/** An address, and the host of a credential, which is every other time the one that stands in it. */
const pairs = fc
	.record({ noise, scheme, login, host, more: noise, port, path, other: host, own: fc.boolean() })
	.map(({ other, own, ...parts }) => ({
		serverUrl: `${parts.noise}${parts.scheme}${parts.login}${parts.host}${parts.more}${parts.port}${parts.path}`,
		mine: `${own ? parts.host : other}${parts.port}`,
	}));

/** The token, undefined where the address is refused. */
function given(serverUrl: string, credentialHost: string): string | undefined {
	return refusal(serverUrl, credentialHost) === undefined
		? tokenFor(serverUrl, at(credentialHost))
		: undefined;
}

const RUNS = { numRuns: 5_000 };

test('the token goes to no address at another host, and to none that others read differently', () => {
	let times = 0;
	fc.assert(
		fc.property(pairs, ({ serverUrl, mine }) => {
			if (given(serverUrl, mine) === undefined) return;
			times++;
			const url = new URL(serverUrl);
			expect(url.host).toBe(new URL(`${url.protocol}//${mine}`).host);
			// Ends where RFC 3986 ends it as well, without a login, and the port is all that may be left out.
			const [, authority = ''] = /^https?:\/\/([^/?#]*)/i.exec(serverUrl.trim()) ?? [];
			expect(authority.toLowerCase().replace(/:\d+$/, '')).toBe(url.host.replace(/:\d+$/, ''));
			expect(`${url.username}${url.password}`).toBe('');
		}),
		RUNS,
	);
	expect(times).toBeGreaterThan(100);
});

test('the token goes to every address at its own host as URLs are normally written', () => {
	fc.assert(
		fc.property(pairs, path, ({ mine }, rest) => {
			fc.pre(URL.canParse(`https://${mine}`));
			const { href, host: its } = new URL(`https://${mine}${rest.startsWith('@') ? '' : rest}`);
			expect(given(href, mine)).toBe(TOKEN);
			expect(given(href.replace(its, its.toUpperCase()), mine)).toBe(TOKEN);
		}),
		RUNS,
	);
});

test('whatever is given, a refusal is a failure that shows neither token nor login', () => {
	fc.assert(
		fc.property(pairs, fc.string(), fc.boolean(), ({ serverUrl, mine }, text, odd) => {
			for (const credentialHost of [mine, serverUrl, text]) {
				const failure = refusal(odd ? text : serverUrl, credentialHost);
				const says = `${failure?.message} ${failure?.description}`;
				expect(says).not.toMatch(/hush|t0ken/);
				expect(given(odd ? text : serverUrl, credentialHost)).toBe(failure ? undefined : TOKEN);
			}
		}),
		RUNS,
	);
});
