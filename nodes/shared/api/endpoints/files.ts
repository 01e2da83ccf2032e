import { type Entry, entryIn } from '../../entries';
import type { Run } from '../pacing/startRun';
import type { Connection } from '../transport/connection';
import type { BodySize } from '../transport/bodySize';
import { type NodeStream, type OpenAnswer, wholeAnswer } from '../transport/openAnswer';
import { callApi, callForJson, type CallSettings } from './callApi';
import { deleteEntry } from './deleteEntry';
import { entryPath } from './entryPath';

/** What files and their lists share of rate limits. */
export const FILE_LIMITS = 'files';

/** The list of files, and where they are uploaded. */
export const FILES_PATH = '/v1/files';

/** What the API tells of a file. */
export type FileMetadata = Entry;

/**
 * `GET /v1/files/{id}`.
 *
 * @throws Failure of the last attempt
 * @see https://platform.claude.com/docs/en/build-with-claude/files
 */
export async function getFile(
	connection: Connection,
	id: string,
	settings: CallSettings,
	run: Run,
): Promise<FileMetadata> {
	const call = { method: 'GET' as const, path: entryPath(FILES_PATH, id), limits: FILE_LIMITS };
	return (await callForJson(connection, call, settings, run, entryIn)).value;
}

/** `DELETE /v1/files/{id}`. */
export async function deleteFile(
	connection: Connection,
	id: string,
	settings: CallSettings,
	run: Run,
): Promise<string> {
	return await deleteEntry(
		connection,
		{ list: FILES_PATH, limits: FILE_LIMITS, id },
		settings,
		run,
	);
}

/** A file's name and type, as n8n's storage takes them. */
export interface FileLabel {
	filename: string;
	mimeType: string;
}

/**
 * Downloads a file into n8n's storage, as a stream.
 *
 * @param store takes the content; called again for another attempt
 * @throws Failure of the last attempt
 * @see https://platform.claude.com/docs/en/build-with-claude/files
 */
export async function downloadFile<Stored>(
	connection: Connection,
	file: FileMetadata,
	settings: CallSettings,
	run: Run,
	store: (content: NodeStream, label: FileLabel) => Promise<Stored>,
): Promise<Stored> {
	const path = `${entryPath(FILES_PATH, file.id)}/content`;
	const call = { method: 'GET' as const, path, limits: FILE_LIMITS, stream: true };
	return await callApi(connection, call, settings, run, async (answer) => {
		if (answer.stream === undefined || isOtherPage(answer.headers, file)) {
			throw connection.failureOf(await wholeAnswer(answer));
		}
		return await store(answer.stream(sizeOf(file)), labelOf(file));
	});
}

/** Whether a web page or an error came in place of a file of another type. */
function isOtherPage(headers: OpenAnswer['headers'], { mime_type: type }: FileMetadata): boolean {
	const came = /^(text\/html|application\/json)\b/.exec(String(headers['content-type']))?.[0];
	return came !== undefined && typeof type === 'string' && !type.startsWith(came);
}

function sizeOf({ size_bytes: size }: FileMetadata): BodySize {
	if (typeof size !== 'number') return { least: 0, most: LARGEST_FILE };
	return { least: size, most: Math.min(size, LARGEST_FILE) };
}

/**
 * Bytes that a file of the API may have.
 *
 * @see https://platform.claude.com/docs/en/build-with-claude/files
 */
const LARGEST_FILE = 500 * 1024 * 1024;

function labelOf({ id, filename, mime_type }: FileMetadata): FileLabel {
	return {
		filename: typeof filename === 'string' && filename !== '' ? filename : id,
		mimeType: typeof mime_type === 'string' ? mime_type : 'application/octet-stream',
	};
}
