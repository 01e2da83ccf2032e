import type { INodeExecutionData } from 'n8n-workflow';
import {
	decodedLength,
	decodedPieces,
	withoutDataUrl,
} from '../../../nodes/ClaudeMessages/files/base64Text';
import { fileSource } from '../../../nodes/ClaudeMessages/files/fileSource';
import { readHead } from '../../../nodes/ClaudeMessages/files/fileHead';
import { fileData, FileInspector } from '../../../nodes/ClaudeMessages/files/fileInspector';
import { findFiles } from '../../../nodes/ClaudeMessages/files/itemFiles';
import { isRecord, parseJson } from '../../../nodes/shared/json';
import { JsonBody } from '../../../nodes/shared/api/transport/jsonBody';
import { writeBody } from '../../../nodes/shared/api/transport/writeBody';
import { noStorage } from '../../unit/files/storage';
import { FILES } from './files';
import type { Reader } from './reader';

/** A file in an item. */
const inItem = (data: string) => ({
	name: 'data',
	ofItem: true,
	data: { data, mimeType: 'application/octet-stream' },
});

/** Sends a file as the body of a request does. */
async function sent(bytes: Buffer): Promise<number> {
	const file = await new FileInspector(noStorage).inspect(inItem(bytes.toString('base64')));
	const body = new JsonBody(writeBody({ data: fileData(file) }, []));
	let length = 0;
	for await (const piece of body.stream()) length += piece.length;
	return length;
}

export const FILE_READERS: readonly Reader[] = [
	{
		name: 'base64 of a file',
		samples: ['data:image/png;base64,iVBORw0KGgo=', 'aGVs\r\nbG8gd29y bGQ', 'a-b_c-d_'],
		read(bytes) {
			const text = withoutDataUrl(bytes.toString('latin1'));
			const decoded = Buffer.concat([...decodedPieces(text, 64)]);
			const expected = Buffer.from(text, 'base64');
			if (decoded.equals(expected) && decodedLength(text) === expected.length) return decoded;
			throw new RangeError('Not the bytes that Node.js finds in it');
		},
	},
	{
		name: 'beginning of a file',
		samples: FILES,
		read: async (bytes) => await readHead(fileSource(inItem(bytes.toString('base64')), noStorage)),
	},
	{ name: 'file on its way', samples: FILES, read: sent },
	{
		name: 'files of an item',
		samples: [
			'{"json":{"_files":{"a":{"mimeType":"image/png","data":"aGk="}}},"binary":{"data":{"mimeType":"text/plain","id":"filesystem:1","data":"x"}},"field":"a, data"}',
		],
		read(bytes) {
			const given: unknown = parseJson(bytes.toString());
			const { field = '*', ...rest } = isRecord(given) ? given : {};
			// Items come from n8n as they are: a Code node may return anything.
			const item: INodeExecutionData = JSON.parse(JSON.stringify(rest));
			return findFiles(field, item);
		},
	},
];
