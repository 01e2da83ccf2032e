import { asBuffer } from './byteFeed';
import type { FileType } from './fileType';
import { ImageWalk, isImageMediaType } from './imageWalk';

/** Checks whether a file that arrives in pieces is complete. */
export interface EndCheck {
	push(piece: Uint8Array): void;
	/** Whether the file is complete; called after its last piece. */
	end(): boolean;
}

/** Bytes that are searched for the end mark of a PDF; some programs write a little after it. */
const PDF_TAIL = 4096;

/** The check for a file type; text has no end mark. */
export function endCheckFor(type: FileType): EndCheck {
	if (isImageMediaType(type)) return new ImageWalk(type);
	return type === 'application/pdf' ? new PdfEnd() : { push: () => undefined, end: () => true };
}

class PdfEnd implements EndCheck {
	private tail = '';

	push(piece: Uint8Array): void {
		const from = Math.max(0, piece.length - PDF_TAIL);
		this.tail = (this.tail + asBuffer(piece).toString('latin1', from)).slice(-PDF_TAIL);
	}

	end(): boolean {
		return this.tail.includes('%%EOF');
	}
}
