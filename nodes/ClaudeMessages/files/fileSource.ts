import { createHash } from 'crypto';
import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { decodedLength, decodedPieces, withoutDataUrl } from './base64Text';
import { lostFile } from './fileFailures';
import type { FoundFile } from './itemFiles';

/** n8n's functions for stored files. */
export type Storage = Pick<IExecuteFunctions['helpers'], 'getBinaryStream' | 'getBinaryMetadata'>;

/** Access to the bytes of a file, in n8n's storage or in the item. */
export interface FileSource {
	/** Whether the item contains the file, so that reading it needs no access to the storage. */
	inMemory: boolean;
	/** Length in bytes, without reading the file; undefined where n8n does not know it. */
	length(): Promise<number | undefined>;
	/**
	 * Reads the bytes from the start; every call starts again.
	 *
	 * @param step how many are read at once
	 * @param signal closes the file at once, even during a read
	 */
	open(step: number, signal?: AbortSignal): AsyncIterable<Uint8Array>;
	/** Equal for the same file, different for different files. */
	identity(): string;
}

/** The source of a file in n8n's storage, or of one that the item contains in base64. */
export function fileSource(file: FoundFile, storage: Storage): FileSource {
	const { id } = file.data;
	return id === undefined ? inItem(file.data) : inStorage(file, id, storage);
}

function inItem({ data }: IBinaryData): FileSource {
	const text = withoutDataUrl(data);
	let digest: string | undefined;
	return {
		inMemory: true,
		length: async () => decodedLength(text),
		async *open() {
			yield* decodedPieces(text);
		},
		identity: () => (digest ??= createHash('sha256').update(text).digest('base64url')),
	};
}

function inStorage({ name, data }: FoundFile, id: string, storage: Storage): FileSource {
	return {
		inMemory: false,
		length: async () => data.bytes ?? (await storedLength(id, storage)),
		open: (step, signal) => stored(name, id, storage, step, signal),
		identity: () => id,
	};
}

/** The length in n8n's metadata of the file; older files may have none. */
async function storedLength(id: string, storage: Storage): Promise<number | undefined> {
	try {
		const { fileSize } = await storage.getBinaryMetadata(id);
		return Number.isSafeInteger(fileSize) ? fileSize : undefined;
	} catch {
		return undefined;
	}
}

async function* stored(
	name: string,
	id: string,
	storage: Storage,
	step: number,
	signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
	try {
		const stream = await storage.getBinaryStream(id, step);
		const close = () => stream.destroy();
		if (signal?.aborted) close();
		signal?.addEventListener('abort', close, { once: true });
		try {
			for await (const chunk of stream)
				yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
		} finally {
			signal?.removeEventListener('abort', close);
			close();
		}
	} catch {
		throw lostFile(name);
	}
}
