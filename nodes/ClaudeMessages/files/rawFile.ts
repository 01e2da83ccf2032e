import type { INodeExecutionData } from 'n8n-workflow';
import { invalidInput } from '../../shared/errors/failure';
import type { UploadFile } from '../../shared/api/endpoints/uploadFile';
import { FileData } from './fileData';
import type { FileInspector, InspectedFile } from './fileInspector';
import { SEND_STEP } from './fileInspector';
import { findFiles, type FoundFile } from './itemFiles';

/** @see https://platform.claude.com/docs/en/build-with-claude/files */
const LARGEST = 500 * 1024 * 1024;

/**
 * A file of the item as it is, for an upload.
 *
 * @param field the name of one file field, or what an expression gave
 * @param isTool whether an agent calls the node as its tool: such an item never has files
 * @throws Failure for no file, several files, an empty one, or one that is too large
 */
export async function rawFile(
	field: unknown,
	item: INodeExecutionData,
	inspector: FileInspector,
	isTool: boolean,
): Promise<UploadFile> {
	if (isTool) {
		throw invalidInput(
			'An agent that uses the node as a tool hands over no files to upload',
			'Upload the file in the workflow before the agent, and give the agent its file ID.',
		);
	}
	const [found, ...others] = findFiles(field, item);
	if (found === undefined || others.length > 0) {
		throw invalidInput(
			`'Input Data Field Name' gives ${others.length + 1} files, but an upload takes one`,
			'Give the name of one field; for several files split them into items first.',
		);
	}
	const file = await inspector.inspect(found);
	checkSize(file);
	const open = (signal?: AbortSignal) => file.source.open(SEND_STEP, signal);
	const names = { name: file.name, identity: () => file.source.identity() };
	return {
		name: found.data.fileName ?? found.name,
		mediaType: mediaTypeOf(file, found),
		content: new FileData('raw', file.byteLength, open, names),
	};
}

function checkSize({ name, byteLength }: InspectedFile): void {
	if (byteLength === 0) {
		throw invalidInput(`The file in '${name}' is empty`, 'Check the node that made it.');
	}
	if (byteLength <= LARGEST) return;
	throw invalidInput(
		`The file in '${name}' has ${Math.ceil(byteLength / 1024 / 1024)} MB, but the API takes at most 500 MB`,
		'Upload it in parts, or make it smaller.',
	);
}

/** By the first bytes where they tell; n8n's label is often only a guess. */
function mediaTypeOf({ type }: InspectedFile, { data }: FoundFile): string {
	if (type.includes('/')) return type;
	return data.mimeType === '' ? 'application/octet-stream' : data.mimeType;
}
