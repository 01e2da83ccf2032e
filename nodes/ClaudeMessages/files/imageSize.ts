import type { Base64ImageSource } from '@anthropic-ai/sdk/resources/messages';
import type { ByteReader } from './byteReader';

/** Pixels. */
export interface ImageSize {
	width: number;
	height: number;
}

export type ImageMediaType = Base64ImageSource['media_type'];

/** Reads an image to its end; undefined when the file breaks off before that. */
type SizeReader = (reader: ByteReader) => Promise<ImageSize | undefined>;

const READERS: Readonly<Record<ImageMediaType, SizeReader>> = {
	'image/gif': gifSize,
	'image/jpeg': jpegSize,
	'image/png': pngSize,
	'image/webp': webpSize,
};

export function isImageMediaType(type: string): type is ImageMediaType {
	return Object.hasOwn(READERS, type);
}

/** Width and height of an image whose type is known; undefined for a cut-off file. */
export async function imageSize(
	type: ImageMediaType,
	reader: ByteReader,
): Promise<ImageSize | undefined> {
	return await READERS[type](reader);
}

/** @see https://www.w3.org/TR/png-3/#5DataRep */
async function pngSize(reader: ByteReader): Promise<ImageSize | undefined> {
	await reader.skip(8);
	let size: ImageSize | undefined;
	for (;;) {
		const header = await reader.take(8);
		if (header.length < 8) return undefined;
		const length = header.readUInt32BE(0);
		const type = header.toString('latin1', 4);
		if (type === 'IHDR') {
			const data = await reader.take(length);
			if (data.length < 8) return undefined;
			size = { width: data.readUInt32BE(0), height: data.readUInt32BE(4) };
		} else if (!(await reader.skip(length))) return undefined;
		if (!(await reader.skip(4))) return undefined;
		if (type === 'IEND') return size;
	}
}

/** @see https://www.w3.org/Graphics/JPEG/itu-t81.pdf, annex B */
async function jpegSize(reader: ByteReader): Promise<ImageSize | undefined> {
	await reader.skip(2);
	let size: ImageSize | undefined;
	for (;;) {
		let marker = await reader.byte();
		while (marker === 0xff) marker = await reader.byte();
		if (marker === undefined) return undefined;
		if (marker === 0xd9) return size;
		const header = await reader.take(2);
		if (header.length < 2) return undefined;
		const length = header.readUInt16BE(0) - 2;
		if (isStartOfFrame(marker)) {
			const frame = await reader.take(length);
			if (frame.length < 5) return undefined;
			size = { height: frame.readUInt16BE(1), width: frame.readUInt16BE(3) };
		} else if (!(await reader.skip(length))) return undefined;
		// In the scan's data every FF is followed by 00 or a restart mark, so FF D9 is the end.
		if (marker === 0xda) return (await reader.skipPast(0xff, 0xd9)) ? size : undefined;
		if ((await reader.byte()) !== 0xff) return undefined;
	}
}

/** C4, C8 and CC are tables and extensions, not frames. */
function isStartOfFrame(marker: number): boolean {
	return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** @see https://www.w3.org/Graphics/GIF/spec-gif89a.txt */
async function gifSize(reader: ByteReader): Promise<ImageSize | undefined> {
	const header = await reader.take(13);
	if (header.length < 13) return undefined;
	const size = { width: header.readUInt16LE(6), height: header.readUInt16LE(8) };
	if (!(await reader.skip(colorTableLength(header[10])))) return undefined;
	for (;;) {
		const block = await reader.byte();
		if (block === 0x3b) return size;
		if (block === 0x2c) {
			const image = await reader.take(9);
			if (!(await reader.skip(colorTableLength(image[8]) + 1))) return undefined;
		} else if (block !== 0x21 || (await reader.byte()) === undefined) return undefined;
		if (!(await skipSubBlocks(reader))) return undefined;
	}
}

function colorTableLength(flags = 0): number {
	return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1);
}

async function skipSubBlocks(reader: ByteReader): Promise<boolean> {
	for (;;) {
		const length = await reader.byte();
		if (length === undefined) return false;
		if (length === 0) return true;
		if (!(await reader.skip(length))) return false;
	}
}

/** Up to the size in the longest of the three forms. */
const WEBP_HEADER = 30;

/** A lossless image may be smaller than that as a whole. */
const SHORTEST_WEBP = 25;

/** @see https://developers.google.com/speed/webp/docs/riff_container */
async function webpSize(reader: ByteReader): Promise<ImageSize | undefined> {
	const header = await reader.take(WEBP_HEADER);
	if (header.length < SHORTEST_WEBP) return undefined;
	const length = header.readUInt32LE(4) + 8;
	if (length < SHORTEST_WEBP) return undefined;
	if (length > header.length && !(await reader.skip(length - header.length))) return undefined;
	switch (header.toString('latin1', 12, 16)) {
		case 'VP8X':
			return { width: header.readUIntLE(24, 3) + 1, height: header.readUIntLE(27, 3) + 1 };
		case 'VP8L': {
			const bits = header.readUInt32LE(21);
			return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
		}
		default:
			return { width: header.readUInt16LE(26) & 0x3fff, height: header.readUInt16LE(28) & 0x3fff };
	}
}
