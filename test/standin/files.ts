import { ApiRefusal, invalid, notFound } from './apiError';
import { idSequence } from './ids';
import type { Query } from './paging';
import { digestOf } from './uploads/digest';
import { listFiles } from './uploads/listFiles';
import {
	describeFile,
	recordOf,
	type FileRecord,
	type KeptFile,
	type StoredFile,
} from './uploads/storedFile';
import type { CheckedUpload } from './uploads/uploadRules';
import { jsonReply, type HttpReply } from './wire/reply';

const CHUNK_BYTES = 16 * 1024;

const nextFileId = idSequence('file');

/** What is behind `/v1/files`. https://platform.claude.com/docs/en/build-with-claude/files */
export class Files {
	private readonly stored = new Map<string, KeptFile>();
	private count = 0;

	add({ id = nextFileId(), bytes, downloadable = true, expiresAt, ...file }: StoredFile): string {
		const digest = digestOf(bytes);
		const dates = { createdAt: new Date(Date.now()), expiresAt: expiresAt ?? null };
		this.stored.set(id, { ...file, ...dates, id, digest, downloadable, number: this.count++ });
		return id;
	}

	/** A shelf whose files get the same ids whenever the same are made. */
	namedAfter(name: string): Pick<Files, 'add'> {
		let count = 0;
		const idOf = (file: StoredFile) => file.id ?? `file_01StandIn${name}x${count++}`;
		return { add: (file) => this.add({ ...file, id: idOf(file) }) };
	}

	clear() {
		this.stored.clear();
		this.count = 0;
	}

	records(): FileRecord[] {
		return [...this.stored.values()].map(recordOf);
	}

	/** Whether a request must not name files that are not here: there has been one at all. */
	get isUsed(): boolean {
		return this.count > 0;
	}

	/** `POST /v1/files` */
	upload({ expiresInSeconds, ...upload }: CheckedUpload): HttpReply {
		const createdAt = new Date(Date.now());
		const expiresAt =
			expiresInSeconds === undefined
				? null
				: new Date(createdAt.getTime() + 1000 * expiresInSeconds);
		const id = nextFileId();
		const dates = { createdAt, expiresAt };
		const file = { ...upload, ...dates, id, downloadable: false, number: this.count++ };
		this.stored.set(id, file);
		return jsonReply(200, describeFile(file));
	}

	/** `GET /v1/files` */
	list(query: Query): HttpReply {
		return listFiles(query, [...this.stored.values()]);
	}

	/** `GET /v1/files/{id}` */
	describe(id: string): HttpReply {
		return jsonReply(200, describeFile(this.find(id)));
	}

	/** `DELETE /v1/files/{id}` */
	delete(id: string): HttpReply {
		this.find(id);
		this.stored.delete(id);
		return jsonReply(200, { id, type: 'file_deleted' });
	}

	/** `GET /v1/files/{id}/content`, in chunks whose number nobody is told. */
	download(id: string): HttpReply {
		const { filename, mimeType, digest, downloadable } = this.findAlive(id);
		if (!downloadable || digest.content === undefined) {
			throw invalid('', `File ${id} is not downloadable.`, { error_code: 'file_not_downloadable' });
		}
		const headers = {
			'content-type': mimeType,
			'content-disposition': `attachment; filename="${encodeURIComponent(filename)}"`,
		};
		const steps = chunksOf(digest.content);
		return { kind: 'response', status: 200, headers, steps, end: 'close' };
	}

	/** The SHA-256 of a file, if it is here. */
	digestOf(id: string): string | undefined {
		return this.stored.get(id)?.digest.sha256;
	}

	/** One whose bytes are still there. */
	findAlive(id: string): KeptFile {
		const file = this.find(id);
		if (file.expiresAt !== null && file.expiresAt.getTime() <= Date.now()) {
			const details = { error_code: 'file_expired' };
			throw new ApiRefusal(404, 'not_found_error', `File ${id} has expired.`, details);
		}
		return file;
	}

	private find(id: string): KeptFile {
		const file = this.stored.get(id);
		if (file === undefined) throw notFound(`File not found: ${id}`);
		return file;
	}
}

function chunksOf(bytes: Uint8Array): Uint8Array[] {
	const chunks: Uint8Array[] = [];
	for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
		chunks.push(bytes.subarray(start, start + CHUNK_BYTES));
	}
	return chunks;
}
