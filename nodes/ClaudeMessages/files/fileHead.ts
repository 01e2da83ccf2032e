import { type EndCheck, endCheckFor } from './endCheck';
import type { FileSource } from './fileSource';
import { fileType, type FileType, HEAD_LENGTH } from './fileType';
import type { ImageSize } from '../request/placedFiles';
import { ImageWalk } from './imageWalk';

/** What is known of a file before it is sent. */
export interface FileHead {
	type: FileType;
	/** Exact, unless n8n reported a wrong length. */
	byteLength: number;
	/** Size of an image; undefined where it stands further into the file than {@link LONGEST_HEAD}. */
	size?: ImageSize;
	/** Whether the file is known to be incomplete; a longer one may still turn out to be. */
	isCutOff: boolean;
}

/** Bytes that are read at once: enough for most camera images with metadata. */
const HEAD_STEP = 16 * 1024;

/** Bytes that are searched for the size of an image; beyond that the image is sent unmeasured. */
const LONGEST_HEAD = 1024 * 1024;

/** Files in memory up to this length are read to their end, which costs next to nothing. */
const SHORT_FILE = 256 * 1024;

/** Reads as much of a file as its type and size need: one access to the storage. */
export async function readHead(source: FileSource): Promise<FileHead> {
	const told = await source.length();
	const head = new HeadReader();
	for await (const piece of source.open(HEAD_STEP)) {
		head.push(piece);
		// At the reported length, one more step shows whether the file is complete.
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

	/** Whether reading on could only show whether the file is complete. */
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

	/** Ends the check: the file has no more bytes. */
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
