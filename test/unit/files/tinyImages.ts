import { PNG } from 'pngjs';

/** Whole images, small enough to be cut at every byte; none is as wide as it is high. */
export interface TinyImage {
	name: string;
	type: 'image/gif' | 'image/jpeg' | 'image/png' | 'image/webp';
	bytes: Buffer;
	width: number;
	height: number;
}

const u16be = (value: number) => [value >> 8, value & 255];
const u16le = (value: number) => [value & 255, value >> 8];
const u32le = (value: number) => [...u16le(value & 0xffff), ...u16le(value >>> 16)];
const ascii = (text: string) => [...Buffer.from(text, 'latin1')];

function jpegSegment(marker: number, data: readonly number[]): number[] {
	return [0xff, marker, ...u16be(data.length + 2), ...data];
}

/** The frame of markers is that of a real file; what the scan says does not matter here. */
function jpeg(frame: number, width: number, height: number): Buffer {
	return Buffer.from([
		0xff,
		0xd8,
		...jpegSegment(0xe0, ascii('JFIF\0\x01\x01\0\0\x01\0\x01\0\0')),
		// A preview inside the metadata has marks of its own.
		...jpegSegment(0xe1, [
			...ascii('Exif\0\0'),
			0xff,
			0xd8,
			0xff,
			0xc0,
			0,
			17,
			8,
			0,
			1,
			0xff,
			0xd9,
		]),
		...jpegSegment(0xdb, [0, ...Array<number>(8).fill(1)]),
		...jpegSegment(0xc4, [0, ...Array<number>(16).fill(0)]),
		0xff,
		...jpegSegment(frame, [8, ...u16be(height), ...u16be(width), 1, 1, 0x11, 0]),
		...jpegSegment(0xda, [1, 1, 0, 0, 63, 0]),
		0x12,
		0xff,
		0x00,
		0x34,
		0xff,
		0xd0,
		0xff,
		0x00,
		0xd9,
		0x56,
		0xff,
		0xd9,
	]);
}

function gif(width: number, height: number, frames: number): Buffer {
	const frame = [0x21, 0xf9, 4, 0, 0, 0, 0, 0, 0x2c, 0, 0, 0, 0, ...u16le(1), ...u16le(1)];
	const pixels = [0x80, ...Array<number>(6).fill(0x3b), 2, 2, 0x44, 1, 0];
	return Buffer.from([
		...ascii('GIF89a'),
		...u16le(width),
		...u16le(height),
		0x80,
		0,
		0,
		0,
		0,
		0,
		255,
		255,
		255,
		0x21,
		0xfe,
		5,
		...ascii('a ; b'),
		0,
		...Array.from({ length: frames }, () => [...frame, ...pixels]).flat(),
		0x3b,
	]);
}

function webp(chunk: string, data: readonly number[], more: readonly number[] = []): Buffer {
	const body = [...ascii('WEBP'), ...ascii(chunk), ...u32le(data.length), ...data, ...more];
	return Buffer.from([...ascii('RIFF'), ...u32le(body.length), ...body]);
}

const lossless = (width: number, height: number, pixels: readonly number[]) =>
	webp('VP8L', [0x2f, ...u32le((width - 1) | ((height - 1) << 14)), ...pixels]);

function png(width: number, height: number): Buffer {
	return PNG.sync.write(new PNG({ width, height }));
}

export const TINY_IMAGES: readonly TinyImage[] = [
	{ name: 'a PNG', type: 'image/png', bytes: png(3, 2), width: 3, height: 2 },
	{ name: 'a large PNG', type: 'image/png', bytes: png(700, 300), width: 700, height: 300 },
	{ name: 'a JPEG', type: 'image/jpeg', bytes: jpeg(0xc0, 640, 31), width: 640, height: 31 },
	{
		name: 'a progressive JPEG',
		type: 'image/jpeg',
		bytes: jpeg(0xc2, 31, 640),
		width: 31,
		height: 640,
	},
	{ name: 'a GIF', type: 'image/gif', bytes: gif(300, 5, 1), width: 300, height: 5 },
	{ name: 'an animated GIF', type: 'image/gif', bytes: gif(5, 300, 3), width: 5, height: 300 },
	{
		name: 'a lossy WebP',
		type: 'image/webp',
		bytes: webp('VP8 ', [0x30, 1, 0, 0x9d, 1, 0x2a, ...u16le(500), ...u16le(20), 0, 0, 0, 0]),
		width: 500,
		height: 20,
	},
	{
		name: 'a scaled lossy WebP',
		type: 'image/webp',
		bytes: webp('VP8 ', [
			0x30,
			1,
			0,
			0x9d,
			1,
			0x2a,
			...u16le(500 | 0x4000),
			...u16le(20 | 0x8000),
			0,
			0,
		]),
		width: 500,
		height: 20,
	},
	{
		name: 'a lossless WebP',
		type: 'image/webp',
		bytes: lossless(16000, 77, [0, 0, 0, 0, 0, 0, 0, 0, 0]),
		width: 16000,
		height: 77,
	},
	{
		// One pixel of one colour takes three bytes of pixels.
		name: 'the smallest lossless WebP',
		type: 'image/webp',
		bytes: lossless(1, 1, [0x88, 0x88, 0x08]),
		width: 1,
		height: 1,
	},
	{
		name: 'a WebP with transparency',
		type: 'image/webp',
		bytes: webp(
			'VP8X',
			[0x10, 0, 0, 0, 0xe7, 3, 0, 9, 0, 0],
			[...ascii('ALPH'), ...u32le(2), 0, 0, ...ascii('VP8 '), ...u32le(4), 0, 0, 0, 0],
		),
		width: 1000,
		height: 10,
	},
];
