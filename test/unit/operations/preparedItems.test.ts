import { PreparedItems } from '../../../nodes/ClaudeMessages/operations/preparedItems';
import { requestWith } from '../shared/api/talking';

/** How many of the items are kept until their turn; the others are read again. */
function keptOf(count: number, text: string): number {
	const request = requestWith({}, { body: { parts: [text], byteLength: text.length } });
	const items = new PreparedItems<{ request: typeof request }>();
	for (let index = 0; index < count; index++) items.keep(index, { request });
	return Array.from({ length: count }, (_, index) => items.take(index)).filter(Boolean).length;
}

test('100,000 short questions are read once', () => {
	expect(keptOf(100_000, 'x'.repeat(150))).toBe(100_000);
});

test('more of them than that do not fill the memory before the first is sent', () => {
	expect(keptOf(150_000, 'x')).toBe(100_000);
});

test('long requests are kept up to 16 MB of text', () => {
	expect(keptOf(1000, 'x'.repeat(1024 * 1024))).toBe(16);
});
