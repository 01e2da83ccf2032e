import * as fc from 'fast-check';
import { baseUrlOf } from '../../../../../nodes/shared/api/transport/baseUrl';
import { Failure } from '../../../../../nodes/shared/errors/failure';

test.each<[unknown, string]>([
	['', 'https://api.anthropic.com'],
	[' \t\n', 'https://api.anthropic.com'],
	[undefined, 'https://api.anthropic.com'],
	[null, 'https://api.anthropic.com'],
	['https://api.anthropic.com/', 'https://api.anthropic.com'],
	['https://api.anthropic.com/v1', 'https://api.anthropic.com'],
	['https://api.anthropic.com/v1/messages', 'https://api.anthropic.com'],
	['https://api.anthropic.com/v1/messages/count_tokens/', 'https://api.anthropic.com'],
	['https://api.anthropic.com/v1/messages/batches', 'https://api.anthropic.com'],
	['https://api.anthropic.com/v1/models', 'https://api.anthropic.com'],
	['HTTPS://API.Anthropic.COM/V1/', 'https://api.anthropic.com'],
	['https://gw.example/v1/acc/gw/anthropic', 'https://gw.example/v1/acc/gw/anthropic'],
	['https://gw.example/anthropic//v1//', 'https://gw.example/anthropic'],
	['https://gw.example/dev1', 'https://gw.example/dev1'],
	['https://gw.example/Claude%20A/', 'https://gw.example/Claude%20A'],
	['http://u:p%40@gw.example:8080/x/', 'http://u:p%40@gw.example:8080/x'],
	['http://token@gw.example', 'http://token:@gw.example'],
	['http://[2001:DB8::1]:80/v1', 'http://[2001:db8::1]'],
	['http://127.0.0.1:9/?', 'http://127.0.0.1:9'],
	['http://127.0.0.1:9/#', 'http://127.0.0.1:9'],
	['http://bücher.example', 'http://xn--bcher-kva.example'],
])('%j is the address %s', (value, address) => {
	expect(baseUrlOf(value)).toBe(address);
});

const NO_ADDRESS = "The 'Base URL' of the credential is not an address";
test.each<[unknown, string]>([
	['api.anthropic.com', NO_ADDRESS],
	['localhost:8080', NO_ADDRESS],
	['ftp://gw.example', NO_ADDRESS],
	['javascript:alert(1)', NO_ADDRESS],
	['https://', NO_ADDRESS],
	['https://a b.example', NO_ADDRESS],
	[7, NO_ADDRESS],
	[{}, NO_ADDRESS],
	['https://gw.example?key=1', "The 'Base URL' of the credential goes on behind a ?"],
	['https://gw.example/v1#x', "The 'Base URL' of the credential goes on behind a #"],
])('%j is refused', (value, says) => {
	expect(() => baseUrlOf(value)).toThrow(says);
	expect(() => baseUrlOf(value)).toThrow(Failure);
});

test('whatever is given, paths can be added to what comes out, once or twice', () => {
	const part = fc.constantFrom(
		...[
			'http://',
			'https://',
			'host',
			'.example',
			':8080',
			'[::1]',
			'u:p@',
			'/',
			'//',
			'/v1',
			'/x',
		],
		...['/messages', '/models', '?', '#', ' ', '\\', '%', '\n', 'é', '@'],
	);
	const value = fc.oneof(
		fc.array(part).map((parts) => parts.join('')),
		fc.array(part).map((parts) => `https://host${parts.join('')}`),
		fc.webUrl({ withQueryParameters: true }),
		fc.anything(),
	);
	fc.assert(
		fc.property(value, (given) => {
			let address: string;
			try {
				address = baseUrlOf(given);
			} catch (error) {
				expect(error).toBeInstanceOf(Failure);
				return;
			}
			expect(address).not.toMatch(/\/$|\s|[?#]/);
			const { pathname, search, hash, host } = new URL(`${address}/v1/messages`);
			expect(pathname.endsWith('/v1/messages')).toBe(true);
			expect({ search, hash }).toEqual({ search: '', hash: '' });
			expect(new URL(address).host).toBe(host);
		}),
		{ numRuns: 2000 },
	);
});
