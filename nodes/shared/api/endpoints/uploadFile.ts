import { randomUUID } from 'crypto';
import { Failure } from '../../errors/failure';
import { toFailure } from '../../errors/toFailure';
import type { Run } from '../pacing/startRun';
import type { BodyFile } from '../transport/bodyFile';
import type { Connection } from '../transport/connection';
import { multipartBody } from '../transport/multipart';
import { callForJson, type CallSettings } from './callApi';
import { FILE_LIMITS, type FileMetadata, metadataIn } from './files';
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

/** The clocks of this machine and of the API may differ by so many milliseconds. */
const CLOCKS_DIFFER_MS = 60_000;

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
	for (let attempt = 0; ; attempt++) {
		try {
			return await sent(connection, { ...file, name }, settings, run);
		} catch (error) {
			const failure = toFailure(error);
			if (!mayHaveArrived(failure)) throw failure;
			const found = await arrived(
				connection,
				name,
				file.content.contentLength,
				started,
				settings,
				run,
			);
			if (found.length === 1 && found[0] !== undefined) return found[0];
			if (found.length > 1 || attempt === LAST_ATTEMPT) throw unknown(failure, name);
		}
	}
}

const LAST_ATTEMPT = 2;

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
	const call = { method: 'POST' as const, path: '/v1/files', body, limits: FILE_LIMITS };
	// A refusal says that nothing was kept; what broke off is looked at before anything is repeated.
	const once = { ...settings, repeats: 'refused' as const };
	const { value } = await callForJson(connection, call, once, run, metadataIn);
	return value;
}

/** Whether the request may have been carried out although no answer says so. */
function mayHaveArrived({ status, retry, type }: Failure): boolean {
	return retry !== undefined && status === null && type !== 'canceled';
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
	const list = { path: '/v1/files', limits: FILE_LIMITS, most: LATEST };
	const files = await listEntries(connection, list, settings, run);
	return files.flatMap((entry) => {
		const file = metadataIn(entry);
		if (file?.filename !== name || file.size_bytes !== bytes) return [];
		return Date.parse(String(file.created_at)) >= started - CLOCKS_DIFFER_MS ? [file] : [];
	});
}

function unknown(failure: Failure, name: string): Failure {
	return failure.with({
		description: `It is not known whether the file arrived: look for '${name}' with File → Get Many before you upload it again. ${failure.description}`,
		retry: undefined,
	});
}

const LONGEST_NAME = 255;

/** A name as the API takes it: characters that it refuses become _. */
function acceptedName(name: string): string {
	// eslint-disable-next-line no-control-regex
	const plain = name.replace(/[<>:"|?*\\/\u0000-\u001f]/g, '_').trim();
	return plain.slice(0, LONGEST_NAME) || 'file';
}
