import { baseUrlOf } from '../../../nodes/shared/api/transport/baseUrl';
import { readUrl } from '../../../nodes/shared/fields/required';

/** So many that the compiler has come to them: compiled, Node.js 20 read some hosts in another way. */
const TIMES = 20_000;

test('a host with an umlaut is an address, however often it is read', () => {
	const field = { label: 'URL', wayOut: 'Give a whole address.' };
	for (let time = 0; time < TIMES; time++) {
		expect(readUrl('http://bücher.example/ä.jpg', field)).toBe('http://bücher.example/ä.jpg');
		expect(baseUrlOf('http://bücher.example')).toBe('http://xn--bcher-kva.example');
	}
});
