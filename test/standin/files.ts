import { invalid, notFound } from './apiError';
import { idSequence } from './ids';
import { jsonReply, type HttpReply } from './wire/reply';

const CHUNK_BYTES = 16 * 1024;

/** A file that a tool made, or one that was uploaded, which nobody can download. */
export interface StoredFile {
	/** Another file of this id is replaced. @default one that is not taken */
	id?: string;
	filename: string;
	mimeType: string;
	bytes: Uint8Array;
	/** @default true */
	downloadable?: boolean;
}

const nextFileId = idSequence('file');

/** What is behind `/v1/files`. https://platform.claude.com/docs/en/build-with-claude/files */
export class Files {
	private readonly stored = new Map<string, StoredFile & { createdAt: Date }>();

	add(file: StoredFile): string {
		const id = file.id ?? nextFileId();
		this.stored.set(id, { ...file, createdAt: new Date() });
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
	}

	/** `GET /v1/files/{id}` */
	describe(id: string): HttpReply {
		const { filename, mimeType, bytes, downloadable = true, createdAt } = this.find(id);
		return jsonReply(200, {
			type: 'file',
			id,
			filename,
			mime_type: mimeType,
			size_bytes: bytes.length,
			created_at: createdAt.toISOString(),
			downloadable,
			expires_at: null,
		});
	}

	/** `GET /v1/files/{id}/content`, in chunks whose number nobody is told. */
	download(id: string): HttpReply {
		const { filename, mimeType, bytes, downloadable = true } = this.find(id);
		if (!downloadable) {
			throw invalid('', `File ${id} is not downloadable.`, { error_code: 'file_not_downloadable' });
		}
		const headers = {
			'content-type': mimeType,
			'content-disposition': `attachment; filename="${encodeURIComponent(filename)}"`,
		};
		return { kind: 'response', status: 200, headers, steps: chunksOf(bytes), end: 'close' };
	}

	private find(id: string) {
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
