import { randomUUID } from 'crypto';
import { entryIn } from '../../entries';
import type { Run } from '../pacing/startRun';
import type { BodyFile } from '../transport/bodyFile';
import type { Connection } from '../transport/connection';
import { multipartBody } from '../transport/multipart';
import { callForJson, type CallSettings } from './callApi';
import { doneOnce, isSince } from './doneOnce';
import { FILE_LIMITS, FILES_PATH, type FileMetadata } from './files';
import { listEntries } from './pages';

/** A file that is to be uploaded. */
export interface UploadFile {
	name: string;
	mediaType: string;
	content: BodyFile;
	/** Seconds after which the API deletes it; undefined for never. */
	expiresIn?: number;
}

/** How many of the latest files are looked at for one that may have arrived. */
const LATEST = 20;

/**
 * `POST /v1/files`. A file that may have arrived although no answer came is looked for, and never uploaded
 * again blindly.
 *
 * @throws Failure of the last attempt, which says so where it cannot be known whether the file arrived
 * @see https://platform.claude.com/docs/en/build-with-claude/files
 */
export async function uploadFile(
	connection: Connection,
	file: UploadFile,
	settings: CallSettings,
	run: Run,
): Promise<FileMetadata> {
	const name = acceptedName(file.name);
	const started = Date.now();
	return await doneOnce(
		{
			send: async () => await sent(connection, { ...file, name }, settings, run),
			find: async () => {
				const bytes = file.content.contentLength;
				return await arrived(connection, name, bytes, started, settings, run);
			},
			unknown: `It is not known whether the file arrived: look for '${name}' with File → Get Many before you upload it again.`,
		},
		run,
	);
}

async function sent(
	connection: Connection,
	{ name, mediaType, content, expiresIn }: UploadFile,
	settings: CallSettings,
	run: Run,
): Promise<FileMetadata> {
	const fields: Record<string, string> =
		expiresIn === undefined ? {} : { expires_in_seconds: String(expiresIn) };
	const form = { fields, file: { field: 'file', name, mediaType, content } };
	const body = multipartBody(form, `----n8n-${randomUUID()}`);
	const call = { method: 'POST' as const, path: FILES_PATH, body, limits: FILE_LIMITS };
	// A refusal says that nothing was kept; what broke off is looked at before anything is repeated.
	const once = { ...settings, repeats: 'refused' as const };
	const { value } = await callForJson(connection, call, once, run, entryIn);
	return value;
}

/** The files of this name and size that came after the start. */
async function arrived(
	connection: Connection,
	name: string,
	bytes: number,
	started: number,
	settings: CallSettings,
	run: Run,
): Promise<FileMetadata[]> {
	const list = { path: FILES_PATH, limits: FILE_LIMITS, most: LATEST };
	const files = await listEntries(connection, list, settings, run);
	return files.flatMap((entry) => {
		const file = entryIn(entry);
		if (file?.filename !== name || file.size_bytes !== bytes) return [];
		return isSince(file, started) ? [file] : [];
	});
}

const LONGEST_NAME = 255;

/** A name as the API takes it: characters that it refuses become _. */
function acceptedName(name: string): string {
	// eslint-disable-next-line no-control-regex
	const plain = name.replace(/[<>:"|?*\\/\u0000-\u001f]/g, '_').trim();
	return plain.slice(0, LONGEST_NAME) || 'file';
}
