import type { IDataObject } from 'n8n-workflow';
import { isJsonObject } from '../../json';
import type { Run } from '../pacing/startRun';
import type { Connection } from '../transport/connection';
import { type NodeStream, wholeAnswer } from '../transport/openAnswer';
import { callApi, callForJson, type CallSettings, type JsonAnswer } from './callApi';

/** What files and their lists share of rate limits. */
export const FILE_LIMITS = 'files';

/** What the API tells of a file. */
export type FileMetadata = IDataObject & { id: string };

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
): Promise<JsonAnswer<FileMetadata>> {
	const call = { method: 'GET' as const, path: pathOf(id), limits: FILE_LIMITS };
	return await callForJson(connection, call, settings, run, metadataIn);
}

/** `DELETE /v1/files/{id}`. */
export async function deleteFile(
	connection: Connection,
	id: string,
	settings: CallSettings,
	run: Run,
): Promise<string> {
	const call = { method: 'DELETE' as const, path: pathOf(id), limits: FILE_LIMITS };
	const { value } = await callForJson(connection, call, settings, run, metadataIn);
	return value.id;
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
	const path = `${pathOf(file.id)}/content`;
	const call = { method: 'GET' as const, path, limits: FILE_LIMITS, stream: true };
	return await callApi(connection, call, settings, run, async (answer) => {
		if (answer.stream === undefined) throw connection.failureOf(await wholeAnswer(answer));
		return await store(answer.stream(), labelOf(file));
	});
}

export function metadataIn(json: unknown): FileMetadata | undefined {
	if (!isJsonObject(json) || typeof json.id !== 'string') return undefined;
	return { ...json, id: json.id };
}

function labelOf({ id, filename, mime_type }: FileMetadata): FileLabel {
	return {
		filename: typeof filename === 'string' && filename !== '' ? filename : id,
		mimeType: typeof mime_type === 'string' ? mime_type : 'application/octet-stream',
	};
}

function pathOf(id: string): string {
	// A path of dots alone would leave the folder.
	const name = encodeURIComponent(id).replace(/^\.+$/, (dots) => dots.replaceAll('.', '%2E'));
	return `/v1/files/${name}`;
}
