export const IMAGE_TYPES = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'] as const;

export type ImageType = (typeof IMAGE_TYPES)[number];

export interface ImageSize {
	width: number;
	height: number;
}

/** The image type that the first bytes tell, whatever the label says. */
export function imageTypeOf(bytes: Buffer): ImageType | undefined {
	if (bytes.subarray(0, 8).toString('latin1') === '\x89PNG\r\n\x1a\n') return 'image/png';
	if (bytes.subarray(0, 3).toString('latin1') === '\xff\xd8\xff') return 'image/jpeg';
	if (/^GIF8[79]a/.test(bytes.subarray(0, 6).toString('latin1'))) return 'image/gif';
	if (/^RIFF[^]{4}WEBP/.test(bytes.subarray(0, 12).toString('latin1'))) return 'image/webp';
	return undefined;
}

/** Width and height in pixels, from the file's header; nothing when the header is broken. */
export function imageSizeOf(bytes: Buffer, type: ImageType): ImageSize | undefined {
	const size = SIZE_READERS[type](bytes);
	return size !== undefined && size.width > 0 && size.height > 0 ? size : undefined;
}

const SIZE_READERS: Record<ImageType, (bytes: Buffer) => ImageSize | undefined> = {
	'image/png': (bytes) =>
		bytes.length < 24
			? undefined
			: { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) },
	'image/gif': (bytes) =>
		bytes.length < 10 ? undefined : { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) },
	'image/jpeg': jpegSize,
	'image/webp': webpSize,
};

/** Walks the segments up to the frame header (SOF0…SOF15). */
function jpegSize(bytes: Buffer): ImageSize | undefined {
	let offset = 2;
	while (offset + 9 <= bytes.length) {
		const marker = bytes.readUInt8(offset + 1);
		if (bytes.readUInt8(offset) !== 0xff) return undefined;
		if (marker === 0xff) {
			offset += 1;
			continue;
		}
		// C4, C8 and CC lie in the range of the frame headers but are none.
		const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
		if (isFrame) {
			return { height: bytes.readUInt16BE(offset + 5), width: bytes.readUInt16BE(offset + 7) };
		}
		const standsAlone = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd9);
		offset += standsAlone ? 2 : 2 + bytes.readUInt16BE(offset + 2);
	}
	return undefined;
}

/** Lossy (VP8), lossless (VP8L) and extended (VP8X) files keep the size in different places. */
function webpSize(bytes: Buffer): ImageSize | undefined {
	if (bytes.length < 30) return undefined;
	switch (bytes.subarray(12, 16).toString('latin1')) {
		case 'VP8 ':
			return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
		case 'VP8L': {
			const bits = bytes.readUInt32LE(21);
			return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
		}
		case 'VP8X':
			return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
		default:
			return undefined;
	}
}
