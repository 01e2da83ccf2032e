import { asBuffer } from './byteFeed';
import type { FileType } from './fileType';
import { ImageWalk, isImageMediaType } from './imageWalk';

/** Tells of a file that is handed in piece by piece whether it came to its end. */
export interface EndCheck {
	push(piece: Uint8Array): void;
	/** Whether the file was whole, now that all of it has been handed in. */
	end(): boolean;
}

/** Where the end mark of a PDF is looked for; some programs write a little behind it. */
const PDF_TAIL = 4096;

/** What a whole file of this type ends with; text has no mark of its own. */
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
