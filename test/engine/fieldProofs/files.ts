import type { INodeParameters } from 'n8n-workflow';
import { choice, field, type Proof, type Value } from './proof';

const FILES = { resource: 'file', operation: 'get', fileId: 'file_a' };
const UPLOAD = { resource: 'file', operation: 'upload' };

/** An operation on one of two files that are there. */
const filed = (name: string, from: Value, to: Value, given: INodeParameters = {}): Proof => ({
	...field(name, from, to, { ...FILES, ...given }),
	made: async (standIn) => {
		for (const id of ['file_a', 'file_b']) {
			const filename = `${id}.txt`;
			standIn.addFile({ id, filename, mimeType: 'text/plain', bytes: Buffer.from(id) });
		}
		return {};
	},
});

/** An option of File → Upload, unset at first. */
const uploading = (name: string, to: Value): Proof => ({
	path: `options.${name}`,
	from: '',
	to,
	file: 'notes.txt',
	panel: (value) => ({ ...UPLOAD, options: value === '' ? {} : { [name]: value } }),
});

export const FILE_PROOFS: Proof[] = [
	choice({ ...field('resource', 'message', 'file', { operation: 'upload' }), file: 'notes.txt' }),
	choice(field('resource', 'message', 'model', { operation: 'getAll' })),
	choice(filed('operation', 'get', 'download')),
	choice({ ...field('operation', 'getAll', 'upload', UPLOAD), file: 'notes.txt' }),
	filed('fileId', 'file_a', 'file_b'),
	filed('outputField', 'data', 'other', { operation: 'download' }),
	{ ...field('binaryField', 'other', 'data', UPLOAD), file: 'notes.txt' },
	uploading('expiresIn', 3600),
	uploading('fileName', 'other.txt'),
];
