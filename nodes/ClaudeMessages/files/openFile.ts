import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { invalidInput } from '../errors/failure';
import type { OpenFile } from './fileData';
import type { FoundFile } from './itemFiles';

/** n8n's way to a stored file. */
export type Storage = Pick<IExecuteFunctions['helpers'], 'getBinaryStream'>;

/** Base64 characters that are decoded at once; a multiple of four. */
const BASE64_STEP = 64 * 1024;

/**
 * Bytes that are read from n8n's storage at once: small, because what was read waits for its collection;
 * a multiple of three, because so many make whole base64 groups.
 */
const STORED_STEP = 24 * 1024;

/** A file of n8n's storage, or one that the item carries in base64, as a stream of bytes. */
export function fileOpener({ name, data }: FoundFile, storage: Storage): OpenFile {
	return () => (data.id === undefined ? decoded(data) : stored(name, data.id, storage));
}

async function* decoded({ data }: IBinaryData): AsyncGenerator<Uint8Array> {
	for (let start = 0; start < data.length; start += BASE64_STEP) {
		yield Buffer.from(data.slice(start, start + BASE64_STEP), 'base64');
	}
}

async function* stored(name: string, id: string, storage: Storage): AsyncGenerator<Uint8Array> {
	try {
		for await (const chunk of await storage.getBinaryStream(id, STORED_STEP)) {
			yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
		}
	} catch {
		throw lostFile(name);
	}
}

function lostFile(name: string) {
	return invalidInput(
		`The file in '${name}' can no longer be read from n8n's storage`,
		'Run the workflow from the node that made the file, so that it is stored anew.',
	);
}
