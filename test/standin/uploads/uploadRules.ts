import { invalid } from '../apiError';
import type { Digest } from './digest';
import type { Part } from './receiveUpload';

const MIN_SECONDS = 3600;
const MAX_SECONDS = 7_776_000;
const MAX_NAME_LENGTH = 255;
// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[<>:"|?*\\/\u0000-\u001f]/;

const EXTENSIONS: Readonly<Record<string, string>> = {
	'application/json': '.json',
	'application/pdf': '.pdf',
	'image/gif': '.gif',
	'image/jpeg': '.jpg',
	'image/png': '.png',
	'image/webp': '.webp',
	'text/csv': '.csv',
	'text/plain': '.txt',
};

export interface CheckedUpload {
	filename: string;
	mimeType: string;
	digest: Digest;
	expiresInSeconds: number | undefined;
}

/** The fields of `POST /v1/files`. https://platform.claude.com/docs/en/api/files/upload */
export function checkUpload(parts: Part[]): CheckedUpload {
	const stray = parts.find(({ name }) => name !== 'file' && name !== 'expires_in_seconds');
	if (stray !== undefined) throw invalid(stray.name, 'Extra inputs are not permitted');
	const [file, second] = parts.filter(({ name }) => name === 'file');
	if (file === undefined) throw invalid('file', 'Field required');
	if (second !== undefined) throw invalid('file', 'Field is there more than once');
	const { type = 'application/octet-stream', size, sha256, head, content } = file;
	return {
		filename: filenameOf(file.filename, type),
		mimeType: type,
		digest: { size, sha256, head, content },
		expiresInSeconds: lifetimeOf(parts.find(({ name }) => name === 'expires_in_seconds')),
	};
}

/** Only what follows the last slash is kept. */
function filenameOf(given: string | undefined, mimeType: string): string {
	const name = given?.split('/').at(-1) ?? '';
	if (name === '') return `unnamed${EXTENSIONS[mimeType] ?? ''}`;
	if (name.length > MAX_NAME_LENGTH) {
		throw invalid('file', `the filename is longer than ${MAX_NAME_LENGTH} characters`);
	}
	if (FORBIDDEN.test(name))
		throw invalid('file', `the filename has a forbidden character: ${name}`);
	return name;
}

function lifetimeOf(part: Part | undefined): number | undefined {
	if (part === undefined) return undefined;
	const text = part.content?.toString('utf8') ?? '';
	const seconds = /^\d+$/.test(text) ? Number(text) : NaN;
	if (!(seconds >= MIN_SECONDS && seconds <= MAX_SECONDS)) {
		throw invalid(
			'expires_in_seconds',
			`Input should be a whole number from ${MIN_SECONDS} to ${MAX_SECONDS}`,
		);
	}
	return seconds;
}
