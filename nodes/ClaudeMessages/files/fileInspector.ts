import type { IBinaryData } from 'n8n-workflow';
import { changedFile } from '../../shared/errors/changedFile';
import { endCheckFor } from './endCheck';
import { base64Length, FileData } from './fileData';
import { cutOff } from './fileFailures';
import { type FileHead, readHead } from './fileHead';
import { type FileSource, fileSource, type Storage } from './fileSource';
import type { FoundFile } from './itemFiles';

/**
 * Bytes that are read from n8n's storage at once when a file is sent: few, because buffers wait for garbage
 * collection; a multiple of three, which makes whole base64 groups.
 */
export const SEND_STEP = 48 * 1024;

/** A file whose head has been read. */
export interface InspectedFile extends FileHead {
	name: string;
	source: FileSource;
}

/** Reads the heads of files, each once in a node run, and remembers the results. */
export class FileInspector {
	private readonly byId = new Map<string, Promise<Omit<InspectedFile, 'name'>>>();

	/** Files without an ID are identified by the object that n8n keeps for them. */
	private readonly byObject = new WeakMap<IBinaryData, Promise<Omit<InspectedFile, 'name'>>>();

	constructor(private readonly storage: Storage) {}

	/**
	 * Reads the type, the length and, for an image, the size in pixels.
	 *
	 * @throws Failure for a file that the storage has lost
	 */
	async inspect(file: FoundFile): Promise<InspectedFile> {
		return { ...(await this.remembered(file)), name: file.name };
	}

	/** Remembers successes only: a storage that fails now may succeed at the next try. */
	private async remembered(file: FoundFile): Promise<Omit<InspectedFile, 'name'>> {
		const { data } = file;
		const known = data.id === undefined ? this.byObject.get(data) : this.byId.get(data.id);
		if (known !== undefined) return await known;
		const source = fileSource(file, this.storage);
		const reading = readHead(source).then((head) => ({ ...head, source }));
		if (data.id === undefined) this.byObject.set(data, reading);
		else this.byId.set(data.id, reading);
		reading.catch(() => {
			this.byObject.delete(data);
			if (data.id !== undefined) this.byId.delete(data.id);
		});
		return await reading;
	}
}

/** Makes the file's place in a body; defects after the file's head are found when it is sent. */
export function fileData(file: InspectedFile): FileData {
	const { name, source, type, byteLength } = file;
	const identity = () => `${source.identity()}:${byteLength}`;
	const open = (signal?: AbortSignal) => checked(file, signal);
	return type === 'text'
		? new FileData('text', fewestTextBytes(byteLength), open, { name, identity })
		: new FileData('base64', base64Length(byteLength), open, { name, identity });
}

/**
 * The least length of a text in JSON: UTF-16 has two bytes for a letter that may need only one, and a mark
 * that is left out.
 */
function fewestTextBytes(byteLength: number): number {
	return Math.max(0, Math.floor(byteLength / 2) - 1);
}

/**
 * Reads the file and compares it with its checked head; throws before the last byte of the body is sent where
 * they differ.
 */
async function* checked(
	{ name, source, type, byteLength }: InspectedFile,
	signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
	const check = endCheckFor(type);
	let read = 0;
	for await (const piece of source.open(SEND_STEP, signal)) {
		read += piece.length;
		if (read > byteLength) throw changedFile();
		check.push(piece);
		yield piece;
	}
	if (read !== byteLength) throw changedFile();
	if (!check.end()) throw cutOff(name, type);
}
