import { randomUUID } from 'crypto';
import { entryIn } from '../../entries';
import { beginning } from '../../errors/sentence';
import type { Run } from '../pacing/startRun';
import type { BodyFile } from '../transport/bodyFile';
import type { Connection } from '../transport/connection';
import { multipartBody } from '../transport/multipart';
import { callForJson, type CallSettings } from './callApi';
import { doneOnce, type Once, Unsure } from './doneOnce';
import { FILE_LIMITS, FILES_PATH, type FileMetadata } from './files';
import { latestEntries } from './latestEntries';
import { OwnCreations } from './ownCreations';

/** A file that is to be uploaded. */
export interface UploadFile {
	name: string;
	mediaType: string;
	content: BodyFile;
	/** Seconds after which the API deletes it; undefined for never. */
	expiresIn?: number;
}

const own = new OwnCreations();

/**
 * `POST /v1/files`. A file that may have arrived although no answer came is looked for. In doubt it is uploaded
 * again: a file too many costs little, the ID of another file costs a lot.
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
	const { contentLength } = file.content;
	const creation = own.begin(`${connection.identity} ${contentLength} ${name}`);
	const isAlike = (entry: FileMetadata) =>
		entry.filename === name && entry.size_bytes === contentLength && !own.has(entry.id);
	const once: Once<FileMetadata> = {
		send: async (way) => await sent(way, { ...file, name }, settings, run),
		async find() {
			const list = { path: FILES_PATH, limits: FILE_LIMITS };
			const { started } = creation;
			const { since } = await latestEntries(connection, list, started, settings, run);
			const [only, ...others] = since.filter(isAlike);
			if (only === undefined) return 'nothing';
			const isSure = others.length === 0 && !own.hasRival(creation);
			return isSure ? { value: only } : 'doubt';
		},
		pause: (looks) => (looks === 0 ? 0 : undefined),
		prefersMore: true,
		unknown: `It is not known whether the file arrived: look for '${name}' with File → Get Many before you upload it again.`,
	};
	const outcome = await own.during(creation, async () => await doneOnce(once, connection, run));
	if (outcome instanceof Unsure) throw outcome.failure;
	return outcome.value;
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

const LONGEST_NAME = 255;

/** Characters that an extension may have, its dot among them. */
const LONGEST_EXTENSION = 32;

/** A name as the API takes it: characters that it refuses become _, and a long one keeps its extension. */
export function acceptedName(name: string): string {
	// eslint-disable-next-line no-control-regex
	const plain = name.replace(/[<>:"|?*\\/\u0000-\u001f]/g, '_').trim();
	if (plain.length <= LONGEST_NAME) return plain || 'file';
	const dot = plain.lastIndexOf('.');
	const extension = plain.length - dot <= LONGEST_EXTENSION ? plain.slice(dot) : '';
	return beginning(plain, LONGEST_NAME - extension.length) + extension;
}
