import type { BodyFile } from '../../shared/api/transport/bodyFile';
import type { Turn } from './body';

/** Pixels. */
export interface ImageSize {
	width: number;
	height: number;
}

/** What a block does with a file. */
export type FileKind = 'image' | 'document';

/** A file that was put into a turn. */
export interface PlacedFile {
	name: string;
	kind: FileKind;
	data: BodyFile;
	/** Pixels; of images only, and not where it stands too far behind in the file. */
	size?: ImageSize;
}

/** Turns whose `binary` sources have become the API's, with the files they hold, in their order. */
export interface PlacedTurns {
	turns: Turn[];
	files: PlacedFile[];
}
