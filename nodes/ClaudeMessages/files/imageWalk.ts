import type { Base64ImageSource } from '@anthropic-ai/sdk/resources/messages';
import type { ImageSize } from '../request/placedFiles';
import { ByteFeed, type Reading } from './byteFeed';

/** The media types of images that the API accepts. */
export type ImageMediaType = Base64ImageSource['media_type'];

/** Parses an image from start to end; false for one that breaks off or is malformed. */
type Walk = (feed: ByteFeed, found: (size: ImageSize) => void) => Reading<boolean>;

const WALKS: Readonly<Record<ImageMediaType, Walk>> = {
	'image/gif': gif,
	'image/jpeg': jpeg,
	'image/png': png,
	'image/webp': webp,
};

/** Whether a file type is an image that the API accepts. */
export function isImageMediaType(type: string): type is ImageMediaType {
	return Object.hasOwn(WALKS, type);
}

/** Parses an image that arrives in pieces, in constant memory. */
export class ImageWalk {
	/** Set as soon as it was read. */
	size: ImageSize | undefined;

	private readonly feed = new ByteFeed();

	private readonly walk: Reading<boolean>;

	private outcome: boolean | undefined;

	constructor(type: ImageMediaType) {
		this.walk = WALKS[type](this.feed, (size) => (this.size = size));
		this.advance();
	}

	/** Whether the result is final, whatever bytes follow. */
	get isOver(): boolean {
		return this.outcome !== undefined;
	}

	push(piece: Uint8Array): void {
		if (this.isOver) return;
		this.feed.push(piece);
		this.advance();
	}

	/** Whether the image is complete; called after its last piece. */
	end(): boolean {
		this.feed.end();
		this.advance();
		return this.outcome === true && this.size !== undefined;
	}

	private advance(): void {
		if (this.isOver) return;
		const step = this.walk.next();
		if (step.done === true) this.outcome = step.value;
	}
}

/** Bytes of the size, with which a header chunk begins. */
const PNG_SIZE = 8;

/** @see https://www.w3.org/TR/png-3/#5DataRep */
function* png(feed: ByteFeed, found: (size: ImageSize) => void): Reading<boolean> {
	yield* feed.skip(8);
	for (;;) {
		const header = yield* feed.take(8);
		if (header.length < 8) return false;
		let left = header.readUInt32BE(0);
		const type = header.toString('latin1', 4);
		if (type === 'IHDR') {
			const data = yield* feed.take(Math.min(left, PNG_SIZE));
			if (data.length < PNG_SIZE) return false;
			found({ width: data.readUInt32BE(0), height: data.readUInt32BE(4) });
			left -= PNG_SIZE;
		}
		if (!(yield* feed.skip(left + 4))) return false;
		if (type === 'IEND') return true;
	}
}

/** Bytes of the precision and the size after a frame marker. */
const FRAME_SIZE = 5;

/** @see https://www.w3.org/Graphics/JPEG/itu-t81.pdf, annex B */
function* jpeg(feed: ByteFeed, found: (size: ImageSize) => void): Reading<boolean> {
	yield* feed.skip(2);
	for (;;) {
		let marker = yield* feed.byte();
		while (marker === 0xff) marker = yield* feed.byte();
		if (marker === undefined) return false;
		if (marker === 0xd9) return true;
		const header = yield* feed.take(2);
		if (header.length < 2) return false;
		let left = header.readUInt16BE(0) - 2;
		if (isStartOfFrame(marker)) {
			const frame = yield* feed.take(Math.min(left, FRAME_SIZE));
			if (frame.length < FRAME_SIZE) return false;
			found({ height: frame.readUInt16BE(1), width: frame.readUInt16BE(3) });
			left -= FRAME_SIZE;
		}
		if (!(yield* feed.skip(left))) return false;
		// In the scan's data every FF is followed by 00 or a restart mark, so FF D9 is the end.
		if (marker === 0xda) return yield* feed.skipPast(0xff, 0xd9);
		if ((yield* feed.byte()) !== 0xff) return false;
	}
}

/** C4, C8 and CC are tables and extensions, not frames. */
function isStartOfFrame(marker: number): boolean {
	return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** @see https://www.w3.org/Graphics/GIF/spec-gif89a.txt */
function* gif(feed: ByteFeed, found: (size: ImageSize) => void): Reading<boolean> {
	const header = yield* feed.take(13);
	if (header.length < 13) return false;
	found({ width: header.readUInt16LE(6), height: header.readUInt16LE(8) });
	if (!(yield* feed.skip(colorTableLength(header[10])))) return false;
	for (;;) {
		const block = yield* feed.byte();
		if (block === 0x3b) return true;
		if (block === 0x2c) {
			const image = yield* feed.take(9);
			if (!(yield* feed.skip(colorTableLength(image[8]) + 1))) return false;
		} else if (block !== 0x21 || (yield* feed.byte()) === undefined) return false;
		if (!(yield* skipSubBlocks(feed))) return false;
	}
}

function colorTableLength(flags = 0): number {
	return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1);
}

function* skipSubBlocks(feed: ByteFeed): Reading<boolean> {
	for (;;) {
		const length = yield* feed.byte();
		if (length === undefined) return false;
		if (length === 0) return true;
		if (!(yield* feed.skip(length))) return false;
	}
}

/** Bytes up to the size in the longest of the three forms. */
const WEBP_HEADER = 30;

/** A whole lossless image may be shorter than that. */
const SHORTEST_WEBP = 25;

/** @see https://developers.google.com/speed/webp/docs/riff_container */
function* webp(feed: ByteFeed, found: (size: ImageSize) => void): Reading<boolean> {
	const header = yield* feed.take(WEBP_HEADER);
	if (header.length < SHORTEST_WEBP) return false;
	const length = header.readUInt32LE(4) + 8;
	const size = webpSize(header);
	if (length < SHORTEST_WEBP || size === undefined) return false;
	found(size);
	return yield* feed.skip(Math.max(0, length - header.length));
}

function webpSize(header: Buffer): ImageSize | undefined {
	const form = header.toString('latin1', 12, 16);
	if (form === 'VP8L') {
		const bits = header.readUInt32LE(21);
		return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
	}
	if (header.length < WEBP_HEADER) return undefined;
	return form === 'VP8X'
		? { width: header.readUIntLE(24, 3) + 1, height: header.readUIntLE(27, 3) + 1 }
		: { width: header.readUInt16LE(26) & 0x3fff, height: header.readUInt16LE(28) & 0x3fff };
}
