import { fileType, HEAD_LENGTH } from '../../../nodes/ClaudeMessages/files/fileType';
import { ImageWalk, type ImageMediaType } from '../../../nodes/ClaudeMessages/files/imageWalk';
import { fixture, IMAGES } from '../../fixtures/files';
import { chunked, pieces } from './chunks';
import { TINY_IMAGES } from './tinyImages';

/** The size of an image that is whole. */
async function sizeOf(type: ImageMediaType, chunks: AsyncIterable<Uint8Array>) {
	const walk = new ImageWalk(type);
	for await (const chunk of chunks) walk.push(chunk);
	return walk.end() ? walk.size : undefined;
}

describe.each(TINY_IMAGES)('$name', ({ type, bytes, width, height }) => {
	test('is known by its first bytes', () => {
		expect(fileType(bytes)).toBe(type);
	});

	test.each([1, 2, 7, 64 * 1024])('has its size when it comes in pieces of %d', async (size) => {
		expect(await sizeOf(type, chunked(bytes, size))).toEqual({ width, height });
	});

	test('has its size when something follows its end', async () => {
		const more = Buffer.from('a video, or another picture \xff\xd9\x3b', 'latin1');
		expect(await sizeOf(type, pieces(bytes, more))).toEqual({ width, height });
	});

	test.each([1, 64 * 1024])('has no size when it is cut off (in pieces of %d)', async (size) => {
		for (let length = 0; length < bytes.length; length++) {
			expect([length, await sizeOf(type, chunked(bytes.subarray(0, length), size))]).toEqual([
				length,
				undefined,
			]);
		}
	});
});

describe.each(IMAGES)('the file $name', ({ name, mediaType, width, height }) => {
	test.each([1, 7, 64 * 1024])('has its size in pieces of %d bytes', async (size) => {
		const { bytes } = fixture(name);
		expect(fileType(bytes.subarray(0, HEAD_LENGTH))).toBe(mediaType);
		expect(await sizeOf(mediaType, chunked(bytes, size))).toEqual({ width, height });
	});
});

test.each<[string, ImageMediaType]>([
	['cut.gif', 'image/gif'],
	['cut.jpg', 'image/jpeg'],
	['cut.png', 'image/png'],
	['cut.webp', 'image/webp'],
])('the file %s has no size in any pieces', async (name, type) => {
	for (const size of [1, 7, 64 * 1024]) {
		expect(await sizeOf(type, chunked(fixture(name).bytes, size))).toBeUndefined();
	}
});

test.each([
	['photo-exif.jpg', 'image/jpeg'],
	['photo-progressive.jpg', 'image/jpeg'],
	['palette.png', 'image/png'],
	['animation.gif', 'image/gif'],
	['lossless.webp', 'image/webp'],
	['extended.webp', 'image/webp'],
] as const)('the file %s has no size when it is cut off anywhere', async (name, type) => {
	const { bytes } = fixture(name);
	for (let length = 0; length < bytes.length; length++) {
		expect([length, await sizeOf(type, pieces(bytes.subarray(0, length)))]).toEqual([
			length,
			undefined,
		]);
	}
});

test.each<[string, ImageMediaType, string]>([
	['a PNG without an end', 'image/png', '\x89PNG\r\n\x1a\n\xff\xff\xff\xffIDAT'],
	['a PNG that ends without a size', 'image/png', '\x89PNG\r\n\x1a\n\0\0\0\0IEND\xaeB`\x82'],
	['a JPEG whose segment has no length', 'image/jpeg', '\xff\xd8\xff\xe0\0\0\xff\xd9'],
	['a JPEG whose frame has no size', 'image/jpeg', '\xff\xd8\xff\xc0\0\x02\xff\xd9'],
	['a JPEG that ends without a size', 'image/jpeg', '\xff\xd8\xff\xd9'],
	['a JPEG with rubbish between its segments', 'image/jpeg', '\xff\xd8\xff\xe0\0\x03xrubbish'],
	['a GIF with an unknown block', 'image/gif', 'GIF89a\x01\0\x01\0\0\0\0\x99\0\x3b'],
	['a WebP whose length is 0', 'image/webp', `RIFF\0\0\0\0WEBPVP8 ${'\0'.repeat(40)}`],
])('%s has no size', async (_, type, content) => {
	expect(await sizeOf(type, pieces(Buffer.from(content, 'latin1')))).toBeUndefined();
});

const THOUSANDS = 200_000;

test.each<[string, ImageMediaType, Buffer]>([
	[
		'JPEG of empty segments',
		'image/jpeg',
		Buffer.concat([
			Buffer.from([0xff, 0xd8]),
			Buffer.alloc(4 * THOUSANDS, '\xff\xe0\0\x02', 'latin1'),
		]),
	],
	[
		'PNG of empty chunks',
		'image/png',
		Buffer.concat([
			Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
			Buffer.alloc(12 * THOUSANDS, '\0\0\0\0tEXt\0\0\0\0', 'latin1'),
		]),
	],
	[
		'GIF of blocks of one byte',
		'image/gif',
		Buffer.concat([
			Buffer.from('GIF89a\x01\0\x01\0\0\0\0\x21\xfe', 'latin1'),
			Buffer.alloc(2 * THOUSANDS, 1),
		]),
	],
])(
	'a %s costs time for its bytes only, and no turn of the event loop at a time',
	(_, type, bytes) => {
		const step = 48 * 1024;
		const stepTimes = () => {
			const walk = new ImageWalk(type);
			const times: number[] = [];
			for (let start = 0; start < bytes.length; start += step) {
				const started = performance.now();
				walk.push(bytes.subarray(start, start + step));
				times.push(performance.now() - started);
			}
			expect(walk.isOver).toBe(false);
			return times;
		};
		// A pause of the machine is not the walk's, so the least of each step counts.
		const [first = [], ...others] = Array.from({ length: 6 }, stepTimes);
		const least = first.map((ms, index) =>
			Math.min(ms, ...others.map((each) => each[index] ?? ms)),
		);
		expect(Math.max(...least)).toBeLessThan(50);
	},
);

test('a header that claims to be gigabytes long is not gathered', () => {
	const walk = new ImageWalk('image/png');
	walk.push(Buffer.from('\x89PNG\r\n\x1a\n\xff\xff\xff\xffIHDR\0\0\0\x05\0\0\0\x06', 'latin1'));
	expect(walk.size).toEqual({ width: 5, height: 6 });
});
