/* eslint-disable @n8n/community-nodes/require-node-api-error */
import { readInputSchema } from '../../../nodes/ClaudeMessages/panel/inputSchema';
import { readJsonSchemaExample } from '../../../nodes/ClaudeMessages/panel/jsonSchemaExample';
import { readTurns } from '../../../nodes/ClaudeMessages/panel/messagesJson';
import { readOptions } from '../../../nodes/ClaudeMessages/panel/options';
import { extraBody } from '../../../nodes/ClaudeMessages/panel/options/extraBody';
import { readMessages } from '../../../nodes/ClaudeMessages/panel/readMessages';
import { readTools } from '../../../nodes/ClaudeMessages/panel/readTools';
import { placeFiles } from '../../../nodes/ClaudeMessages/files/placeFiles';
import { FileInspector } from '../../../nodes/ClaudeMessages/files/fileInspector';
import { toolSchema } from '../../../nodes/ClaudeMessages/tools/schema/toolSchema';
import { toolFields } from '../../../nodes/ClaudeMessages/request/tools';
import { isRecord, parseJson } from '../../../nodes/shared/json';
import { jsonProblems } from '../../../nodes/shared/schema/checkJson';
import { sendableSchema } from '../../../nodes/shared/schema/sendableSchema';
import { noStorage } from '../../unit/files/storage';
import { CHECKS, PANEL } from './samples';
import type { Reader } from './reader';

/** JSON where there is some, else the text: an expression may give both. */
function given(bytes: Buffer): unknown {
	const text = bytes.toString();
	const value: unknown = parseJson(text);
	return value ?? text;
}

/** A connected tool whose schema cannot be read says so in an error of its own, which the loop expects. */
function connectedSchema(bytes: Buffer): unknown {
	try {
		return toolSchema(given(bytes));
	} catch (error) {
		if (error instanceof Error && error.constructor === Error) return error.message;
		throw error;
	}
}

export const PANEL_READERS: readonly Reader[] = [
	{ name: 'Messages (JSON)', samples: PANEL, read: (bytes) => readTurns(bytes.toString()) },
	{
		name: 'files in Messages (JSON)',
		samples: PANEL,
		async read(bytes) {
			const turns = readTurns(given(bytes));
			const item = { json: {}, binary: { data: { data: 'aGVsbG8=', mimeType: 'text/plain' } } };
			return await placeFiles(turns, item, new FileInspector(noStorage), false);
		},
	},
	{ name: 'Extra Body', samples: PANEL, read: (bytes) => extraBody.read(bytes.toString()) },
	{
		name: 'Input Schema',
		samples: PANEL,
		read: (bytes) => sendableSchema(readInputSchema(bytes.toString()), 'Input Schema'),
	},
	{
		name: 'JSON Example',
		samples: PANEL,
		read: (bytes) => sendableSchema(readJsonSchemaExample(bytes.toString()), 'JSON Example'),
	},
	{ name: 'Messages', samples: PANEL, read: (bytes) => readMessages(given(bytes)) },
	{ name: 'Tools', samples: PANEL, read: (bytes) => toolFields(readTools(given(bytes)), []) },
	{
		name: 'Options',
		samples: PANEL,
		read(bytes) {
			const options = given(bytes);
			return readOptions(isRecord(options) ? options : {});
		},
	},
	{ name: 'schema of a connected tool', samples: PANEL, read: connectedSchema },
	{
		name: 'check of an answer against its schema',
		samples: CHECKS,
		read(bytes) {
			const check = given(bytes);
			const { value, schema } = isRecord(check) ? check : { value: check, schema: check };
			return jsonProblems(value, isRecord(schema) ? schema : {});
		},
	},
];
