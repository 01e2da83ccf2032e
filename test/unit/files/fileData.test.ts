import { base64Length, FileData, textContent } from '../../../nodes/ClaudeMessages/files/fileData';
import { chunked, cutAt, joined, pieces, places } from './chunks';

const SOME_BYTES = Buffer.from(Array.from({ length: 70 }, (_, index) => (index * 37) % 256));

test.each(Array.from({ length: 13 }, (_, length) => length))(
	'a file of %d bytes becomes base64 of the announced length, however it comes',
	async (length) => {
		const bytes = SOME_BYTES.subarray(0, length);
		for (const place of places(bytes)) {
			const data = new FileData('base64', base64Length(length), () => cutAt(bytes, place));
			const content = await joined(data.content());
			expect(content.toString()).toBe(bytes.toString('base64'));
			expect(data.contentLength).toBe(content.length);
		}
	},
);

test.each([1, 2, 3, 4, 5, 69, 70, 64 * 1024])(
	'base64 is the same in pieces of %d bytes',
	async (size) => {
		const data = new FileData('base64', base64Length(70), () => chunked(SOME_BYTES, size));
		expect((await joined(data.content())).toString()).toBe(SOME_BYTES.toString('base64'));
	},
);

test('empty pieces do no harm to base64', async () => {
	const none = Buffer.alloc(0);
	const data = new FileData('base64', 4, () => pieces(none, SOME_BYTES.subarray(0, 2), none));
	expect((await joined(data.content())).toString()).toBe('ACU=');
});

const TEXT = 'a"\\\n\u0000 Grüße 中文 👩‍👩‍👧\u2028\u007f\ud7ff€';
const LE = Buffer.from(`\ufeff${TEXT}`, 'utf16le');

describe.each([
	['UTF-8', Buffer.from(TEXT)],
	['UTF-8 with a byte order mark', Buffer.from(`\ufeff${TEXT}`)],
	['UTF-16, little end first', LE],
	['UTF-16, big end first', Buffer.from(LE).swap16()],
])('text in %s', (_, bytes) => {
	test('is the same wherever it is cut', async () => {
		for (const place of places(bytes).filter((at) => at > 3)) {
			const content = await joined(textContent(cutAt(bytes, place)));
			expect([place, JSON.parse(`"${content.toString()}"`)]).toEqual([place, TEXT]);
		}
	});

	test('is the same when its first piece is as short as can be', async () => {
		for (const place of [0, 1, 2, 3]) {
			const content = await joined(textContent(cutAt(bytes, place)));
			expect([place, JSON.parse(`"${content.toString()}"`)]).toEqual([place, TEXT]);
		}
	});

	test('is the same byte by byte', async () => {
		const content = await joined(textContent(chunked(bytes, 1)));
		expect(JSON.parse(`"${content.toString()}"`)).toBe(TEXT);
	});

	test('has the same length in any pieces', async () => {
		const length = Buffer.byteLength(JSON.stringify(TEXT)) - 2;
		for (const size of [4, 5, 7, 64 * 1024]) {
			expect(await joined(textContent(chunked(bytes, size)))).toHaveLength(length);
		}
	});
});

test('only the first byte order mark is left out', async () => {
	const content = await joined(textContent(chunked(Buffer.from('\ufeff\ufeffa'), 64)));
	expect(content.toString()).toBe('\ufeffa');
});

test('an empty text is empty', async () => {
	expect(await joined(textContent(pieces()))).toHaveLength(0);
	expect(await joined(textContent(pieces(Buffer.alloc(0))))).toHaveLength(0);
});

test.each([
	['letters of an old encoding', Buffer.from('Grüße', 'latin1')],
	['a character that is cut off', Buffer.from('ü').subarray(0, 1)],
	['half a pair in UTF-16', Buffer.from('\ufeff\ud83d', 'utf16le')],
	['half a unit of UTF-16', Buffer.from('\ufeffab', 'utf16le').subarray(0, 5)],
])('%s are not taken for text', async (_, bytes) => {
	await expect(joined(textContent(chunked(bytes, 64)))).rejects.toMatchObject({
		code: 'ERR_ENCODING_INVALID_ENCODED_DATA',
	});
});

test('no two files share a token, and JSON shows the token only', () => {
	const files = Array.from({ length: 100 }, () => new FileData('text', 0, () => pieces()));
	expect(new Set(files.map(({ token }) => token)).size).toBe(100);
	expect(JSON.stringify(files)).toBe(JSON.stringify(files.map(({ token }) => token)));
});

test('a loaded text has its exact length at the same place, and is read once', async () => {
	let opened = 0;
	const open = () => {
		opened++;
		return chunked(Buffer.from(TEXT), 7);
	};
	const file = new FileData('text', 3, open, { name: 'notes', identity: () => 'the notes' });
	const loaded = await file.loaded();
	expect([loaded.token, loaded.identity]).toEqual([file.token, 'the notes']);
	const content = await joined(loaded.content());
	expect(JSON.parse(`"${content.toString()}"`)).toBe(TEXT);
	expect(loaded.contentLength).toBe(content.length);
	expect(await joined((await loaded.loaded()).content())).toEqual(content);
	expect(opened).toBe(1);
});

test('what is sent as base64 is loaded as it is, unread', async () => {
	const file = new FileData('base64', 4, () => {
		throw new RangeError('opened');
	});
	expect(await file.loaded()).toBe(file);
});

test('a text of an old encoding is named when it is loaded', async () => {
	const open = () => pieces(Buffer.from('Grüße', 'latin1'));
	const file = new FileData('text', 3, open, { name: 'notes', identity: () => '' });
	await expect(file.loaded()).rejects.toThrow("The text file in 'notes' is not written in UTF-8");
});
