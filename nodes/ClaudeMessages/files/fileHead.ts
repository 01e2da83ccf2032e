import { type EndCheck, endCheckFor } from './endCheck';
import type { FileSource } from './fileSource';
import { fileType, type FileType, HEAD_LENGTH } from './fileType';
import type { ImageSize } from '../request/placedFiles';
import { ImageWalk } from './imageWalk';

/** What is known of a file before it is sent. */
export interface FileHead {
	type: FileType;
	/** Exact, unless n8n told another length than the file has. */
	byteLength: number;
	/** Of images; undefined where it stands further behind than {@link LONGEST_HEAD}. */
	size?: ImageSize;
	/** Whether the file is seen to break off; a longer one may still turn out to. */
	isCutOff: boolean;
}

/** Bytes that are read at once: enough for most images that a camera has written into. */
const HEAD_STEP = 16 * 1024;

/** How far the size of an image is looked for; behind that the image goes out unmeasured. */
const LONGEST_HEAD = 1024 * 1024;

/** So much of a file in memory is read on to see its end: that costs next to nothing. */
const SHORT_FILE = 256 * 1024;

/** Reads as much of a file as tells its type and size: one access to the storage. */
export async function readHead(source: FileSource): Promise<FileHead> {
	const told = await source.length();
	const head = new HeadReader();
	for await (const piece of source.open(HEAD_STEP)) {
		head.push(piece);
		// At the told length the end is near, and with it the proof.
		const isLong = source.inMemory ? head.position > SHORT_FILE : head.position !== told;
		// Where n8n does not know the length, the file is read to its end.
		if (told !== undefined && isLong && head.isKnown) return head.result(told);
	}
	head.end();
	return head.result(head.position);
}

class HeadReader {
	position = 0;

	private start: Buffer = Buffer.alloc(0);

	private type: FileType | undefined;

	private check: EndCheck | undefined;

	private isWhole: boolean | undefined;

	/** Whether reading on would tell no more but whether the file is whole. */
	get isKnown(): boolean {
		if (this.type === undefined) return false;
		const { check } = this;
		const measures = check instanceof ImageWalk && check.size === undefined && !check.isOver;
		return !measures || this.position > LONGEST_HEAD;
	}

	push(piece: Uint8Array): void {
		this.position += piece.length;
		if (this.check !== undefined) return this.check.push(piece);
		this.start = Buffer.concat([this.start, piece]);
		if (this.start.length >= HEAD_LENGTH) this.begin();
	}

	/** The file has no more bytes. */
	end(): void {
		if (this.check === undefined) this.begin();
		this.isWhole = this.check?.end();
	}

	result(byteLength: number): FileHead {
		const { type = 'unknown', check } = this;
		const walk = check instanceof ImageWalk ? check : undefined;
		const isBroken = walk?.isOver === true && !walk.end();
		return {
			type,
			byteLength,
			isCutOff: isBroken || this.isWhole === false,
			...(walk?.size === undefined ? {} : { size: walk.size }),
		};
	}

	private begin(): void {
		this.type = fileType(this.start.subarray(0, HEAD_LENGTH));
		this.check = endCheckFor(this.type);
		this.check.push(this.start);
	}
}
