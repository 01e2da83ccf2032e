import { ByteReader } from '../../../nodes/ClaudeMessages/files/byteReader';
import { chunked, cutAt, pieces, places } from './chunks';

const BYTES = Buffer.from([1, 2, 0xff, 0xff, 0xd8, 0xff, 0xd9, 8, 9, 0xff]);
const CHUNKINGS = [
	...places(BYTES).map((place) => [`cut at ${place}`, () => cutAt(BYTES, place)] as const),
	['byte by byte', () => chunked(BYTES, 1)] as const,
	['with empty pieces', () => pieces(Buffer.alloc(0), BYTES, Buffer.alloc(0))] as const,
];

describe.each(CHUNKINGS)('a file that comes %s', (_, open) => {
	test('is read byte by byte to its end', async () => {
		const reader = new ByteReader(open());
		const read: number[] = [];
		for (let byte = await reader.byte(); byte !== undefined; byte = await reader.byte()) {
			read.push(byte);
		}
		expect(read).toEqual([...BYTES]);
		expect(reader.position).toBe(BYTES.length);
	});

	test('gives the bytes that are asked for, and fewer at its end', async () => {
		const reader = new ByteReader(open());
		expect(await reader.take(0)).toHaveLength(0);
		expect(await reader.take(4)).toEqual(BYTES.subarray(0, 4));
		expect(reader.position).toBe(4);
		expect(await reader.take(100)).toEqual(BYTES.subarray(4));
		expect(await reader.take(1)).toHaveLength(0);
		expect(reader.position).toBe(BYTES.length);
	});

	test('can be jumped over', async () => {
		const reader = new ByteReader(open());
		expect(await reader.skip(0)).toBe(true);
		expect(await reader.skip(7)).toBe(true);
		expect(await reader.byte()).toBe(8);
		expect(await reader.skip(2)).toBe(true);
		expect(await reader.skip(1)).toBe(false);
		expect(reader.position).toBe(BYTES.length);
	});

	test('says when a jump leads behind its end', async () => {
		expect(await new ByteReader(open()).skip(BYTES.length + 1)).toBe(false);
	});

	test('does not jump back', async () => {
		const reader = new ByteReader(open());
		expect(await reader.skip(-1)).toBe(false);
		expect(reader.position).toBe(0);
	});

	test('is searched for a mark of two bytes', async () => {
		const reader = new ByteReader(open());
		expect(await reader.skipPast(0xff, 0xd9)).toBe(true);
		expect(reader.position).toBe(7);
		expect(await reader.byte()).toBe(8);
		expect(await reader.skipPast(0xff, 0xd9)).toBe(false);
	});

	test('is searched for a mark whose first byte is doubled', async () => {
		const reader = new ByteReader(open());
		expect(await reader.skipPast(0xff, 0xd8)).toBe(true);
		expect(reader.position).toBe(5);
	});

	test.each([1, 3, 10, 50])('gives its last %d bytes', async (length) => {
		const reader = new ByteReader(open());
		await reader.skip(2);
		expect(await reader.tail(length)).toBe(BYTES.subarray(2).subarray(-length).toString('latin1'));
		expect(reader.position).toBe(BYTES.length);
	});

	test('is read to its end without keeping anything', async () => {
		const reader = new ByteReader(open());
		expect(await reader.tail(0)).toHaveLength(0);
		expect(reader.position).toBe(BYTES.length);
	});
});

test('an empty file has nothing to give', async () => {
	const reader = new ByteReader(pieces());
	expect(await reader.byte()).toBeUndefined();
	expect(await reader.take(3)).toHaveLength(0);
	expect(await reader.skip(1)).toBe(false);
	expect(await reader.skipPast(0xff, 0xd9)).toBe(false);
	expect(await reader.tail(3)).toHaveLength(0);
	expect(reader.position).toBe(0);
});
