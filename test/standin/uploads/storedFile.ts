import type { Digest } from './digest';

/** A file that a tool made, or one that was uploaded, which nobody can download. */
export interface StoredFile {
	/** Another file of this id is replaced. @default one that is not taken */
	id?: string;
	filename: string;
	mimeType: string;
	bytes: Uint8Array;
	/** @default true */
	downloadable?: boolean;
	/** When its bytes are no longer there. @default never */
	expiresAt?: Date;
}

export interface KeptFile {
	id: string;
	/** How many were stored before it. */
	number: number;
	filename: string;
	mimeType: string;
	digest: Digest;
	downloadable: boolean;
	createdAt: Date;
	expiresAt: Date | null;
}

/** A file that the stand-in has, as a test looks at it. */
export interface FileRecord {
	id: string;
	filename: string;
	mime_type: string;
	size_bytes: number;
	sha256: string;
	downloadable: boolean;
	/** RFC 3339 */
	expires_at: string | null;
	/** The first 4096 bytes. */
	head: Buffer;
	/** All bytes, but not those of an upload of more than 1 MB. */
	content: Buffer | undefined;
}

export function recordOf(file: KeptFile): FileRecord {
	const { id, filename, mimeType, downloadable, expiresAt } = file;
	const { size, sha256, head, content } = file.digest;
	return {
		id,
		filename,
		mime_type: mimeType,
		size_bytes: size,
		sha256,
		downloadable,
		expires_at: expiresAt?.toISOString() ?? null,
		head,
		content,
	};
}

/** `FileMetadata` of the API. */
export function describeFile(file: KeptFile) {
	const { id, filename, mimeType, digest, createdAt, downloadable, expiresAt } = file;
	return {
		type: 'file',
		id,
		filename,
		mime_type: mimeType,
		size_bytes: digest.size,
		created_at: createdAt.toISOString(),
		downloadable,
		expires_at: expiresAt?.toISOString() ?? null,
	};
}
