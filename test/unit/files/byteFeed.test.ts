import { ByteFeed, type Reading } from '../../../nodes/ClaudeMessages/files/byteFeed';

const BYTES = Buffer.from([1, 2, 0xff, 0xff, 0xd8, 0xff, 0xd9, 8, 9, 0xff]);
const places = Array.from({ length: BYTES.length + 1 }, (_, index) => index);
const NONE = Buffer.alloc(0);
const CHUNKINGS: Array<[string, Buffer[]]> = [
	...places.map((place): [string, Buffer[]] => [
		`cut at ${place}`,
		[BYTES.subarray(0, place), BYTES.subarray(place)],
	]),
	['byte by byte', [...BYTES].map((byte) => Buffer.from([byte]))],
	['with empty pieces', [NONE, BYTES, NONE]],
];

/** Does one step after the other, with a piece whenever one is asked for. */
function reader(pieces: readonly Buffer[]) {
	const feed = new ByteFeed();
	const left = [...pieces];
	return <Value>(step: (feed: ByteFeed) => Reading<Value>): Value => {
		const reading = step(feed);
		for (;;) {
			const { done, value } = reading.next();
			if (done === true) return value;
			const piece = left.shift();
			if (piece === undefined) feed.end();
			else feed.push(piece);
		}
	};
}

describe.each(CHUNKINGS)('a file that comes %s', (_, pieces) => {
	test('is read byte by byte to its end', () => {
		const read = reader(pieces);
		expect(places.map(() => read((feed) => feed.byte()))).toEqual([...BYTES, undefined]);
	});

	test('gives the bytes that are asked for, and fewer at its end', () => {
		const read = reader(pieces);
		expect(read((feed) => feed.take(0))).toHaveLength(0);
		expect(read((feed) => feed.take(4))).toEqual(BYTES.subarray(0, 4));
		expect(read((feed) => feed.take(100))).toEqual(BYTES.subarray(4));
		expect(read((feed) => feed.take(1))).toHaveLength(0);
	});

	test('can be jumped over', () => {
		const read = reader(pieces);
		expect(read((feed) => feed.skip(0))).toBe(true);
		expect(read((feed) => feed.skip(7))).toBe(true);
		expect(read((feed) => feed.byte())).toBe(8);
		expect(read((feed) => feed.skip(2))).toBe(true);
		expect(read((feed) => feed.skip(1))).toBe(false);
	});

	test('says when a jump leads behind its end', () => {
		expect(reader(pieces)((feed) => feed.skip(BYTES.length + 1))).toBe(false);
	});

	test('does not jump back', () => {
		const read = reader(pieces);
		expect(read((feed) => feed.skip(-1))).toBe(false);
		expect(read((feed) => feed.byte())).toBe(1);
	});

	test('is searched for a mark of two bytes', () => {
		const read = reader(pieces);
		expect(read((feed) => feed.skipPast(0xff, 0xd9))).toBe(true);
		expect(read((feed) => feed.byte())).toBe(8);
		expect(read((feed) => feed.skipPast(0xff, 0xd9))).toBe(false);
	});

	test('is searched for a mark whose first byte is doubled', () => {
		const read = reader(pieces);
		expect(read((feed) => feed.skipPast(0xff, 0xd8))).toBe(true);
		expect(read((feed) => feed.byte())).toBe(0xff);
	});
});

test('an empty file has nothing to give', () => {
	const read = reader([]);
	expect(read((feed) => feed.byte())).toBeUndefined();
	expect(read((feed) => feed.take(3))).toHaveLength(0);
	expect(read((feed) => feed.skip(1))).toBe(false);
	expect(read((feed) => feed.skipPast(0xff, 0xd9))).toBe(false);
});
