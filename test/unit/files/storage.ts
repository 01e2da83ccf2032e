/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { Readable } from 'node:stream';
import type { IBinaryData } from 'n8n-workflow';
import type { FoundFile } from '../../../nodes/ClaudeMessages/files/itemFiles';
import type { Storage } from '../../../nodes/ClaudeMessages/files/fileSource';

export const noStorage: Storage = {
	async getBinaryStream() {
		throw new Error('ENOENT: no such file or directory');
	},
	async getBinaryMetadata() {
		throw new Error('ENOENT: no such file or directory');
	},
};

/** A storage that counts how often each file is opened, and how many are open. */
export function countingStorage(files: Readonly<Record<string, Buffer>>) {
	const opens: string[] = [];
	const streams: Readable[] = [];
	/** Bytes that were taken out of it. */
	const read = { bytes: 0 };
	const storage: Storage = {
		async getBinaryStream(id, step = 64 * 1024) {
			opens.push(id);
			const bytes = files[id];
			if (bytes === undefined) throw new Error(`${id} is gone`);
			async function* chunks(whole: Buffer) {
				for (let start = 0; start < whole.length; start += step) {
					const piece = whole.subarray(start, start + step);
					read.bytes += piece.length;
					yield piece;
				}
			}
			const stream = Readable.from(chunks(bytes), { objectMode: false });
			streams.push(stream);
			return stream;
		},
		async getBinaryMetadata(id) {
			return { fileSize: files[id]?.length ?? 0 };
		},
	};
	return {
		storage,
		opens,
		read,
		stillOpen: () => streams.filter(({ destroyed }) => !destroyed).length,
	};
}

export const inItem = (bytes: Buffer | string, name = 'data'): FoundFile => ({
	name,
	ofItem: true,
	data: {
		data: typeof bytes === 'string' ? bytes : bytes.toString('base64'),
		mimeType: 'application/octet-stream',
	},
});

export const inStorage = (
	id: string,
	more: Partial<IBinaryData> = {},
	name = 'data',
): FoundFile => ({
	name,
	ofItem: true,
	data: { data: 'filesystem-v2', id, mimeType: 'application/octet-stream', ...more },
});
