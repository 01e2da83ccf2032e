import type { BodyFile } from '../../shared/api/transport/bodyFile';
import type { Turn } from './body';

/** Pixels. */
export interface ImageSize {
	width: number;
	height: number;
}

/** The kind of block that holds a file. */
export type FileKind = 'image' | 'document';

/** A file that was put into a turn. */
export interface PlacedFile {
	name: string;
	kind: FileKind;
	data: BodyFile;
	/** Pixels; only for images whose size is found near the start of the file. */
	size?: ImageSize;
}

/** Turns whose `binary` sources were replaced by the API's, with their files in order. */
export interface PlacedTurns {
	turns: Turn[];
	files: PlacedFile[];
}
