import type { INodeExecutionData } from 'n8n-workflow';
import { append } from '../../shared/append';
import { invalidInput } from '../../shared/errors/failure';
import { isRecord } from '../../shared/json';
import type { Block, Turn } from '../request/body';
import type { FileKind, PlacedFile, PlacedTurns } from '../request/placedFiles';
import type { FileData } from './fileData';
import { cutOff, noDocument, noImage } from './fileFailures';
import { fileData, type FileInspector, type InspectedFile } from './fileInspector';
import type { FileType } from './fileType';
import { isImageMediaType } from './imageWalk';
import { findFiles } from './itemFiles';

interface PlacedBlocks {
	blocks: Block[];
	files: PlacedFile[];
}

/** What is needed to find the files of a block. */
interface Place {
	item: INodeExecutionData;
	inspector: FileInspector;
	isTool: boolean;
}

/**
 * Replaces each source `{ type: 'binary', field }` with the item's files, each in a block of its own. The
 * media type comes from the first bytes; only the heads of files are read.
 *
 * @param inspector shared by the items of a run, so that no head is read twice
 * @param isTool whether an agent calls the node as its tool: such an item never has files
 * @throws Failure for a missing, unsupported or empty file, and for one that is known to be incomplete
 * @see https://platform.claude.com/docs/en/build-with-claude/vision
 * @see https://platform.claude.com/docs/en/build-with-claude/pdf-support
 */
export async function placeFiles(
	turns: readonly Turn[],
	item: INodeExecutionData,
	inspector: FileInspector,
	isTool: boolean,
): Promise<PlacedTurns> {
	const placed: PlacedTurns = { turns: [], files: [] };
	for (const turn of turns) {
		if (typeof turn.content === 'string') {
			placed.turns.push(turn);
			continue;
		}
		const { blocks, files } = await placeAll(turn.content, { item, inspector, isTool });
		placed.turns.push({ ...turn, content: blocks });
		append(placed.files, files);
	}
	return placed;
}

async function placeAll(blocks: readonly Block[], place: Place): Promise<PlacedBlocks> {
	const all: PlacedBlocks = { blocks: [], files: [] };
	for (const block of blocks) {
		const placed = await placeIn(block, place);
		append(all.blocks, placed.blocks);
		append(all.files, placed.files);
	}
	return all;
}

async function placeIn(block: Block, place: Place): Promise<PlacedBlocks> {
	// The content of a tool result is not checked by the panel.
	if (!isRecord(block)) return { blocks: [block], files: [] };
	if (block.type === 'tool_result' && Array.isArray(block.content)) {
		const { blocks, files } = await placeAll(block.content, place);
		return { blocks: [{ ...block, content: blocks }], files };
	}
	const { source } = block;
	if (!isRecord(source)) return { blocks: [block], files: [] };
	// A document may consist of blocks itself.
	if (source.type === 'content' && Array.isArray(source.content)) {
		const { blocks, files } = await placeAll(source.content, place);
		return { blocks: [{ ...block, source: { ...source, content: blocks } }], files };
	}
	if (source.type !== 'binary') return { blocks: [block], files: [] };
	return await blocksOfFiles(block, source.field, place);
}

/** Makes a block for each file of the field. */
async function blocksOfFiles(block: Block, field: unknown, place: Place): Promise<PlacedBlocks> {
	if (place.isTool && typeof field === 'string') throw noFilesInTools(field);
	const kind = kindOf(block);
	const files = (await filesFor(field, kind, place)).map((file) => placedFile(file, kind));
	// A cache breakpoint belongs on the last of several files.
	const { cache_control, ...plain } = block;
	const blocks = files.map(({ source }, index): Block => {
		const isLast = cache_control !== undefined && index === files.length - 1;
		return { ...plain, source, ...(isLast ? { cache_control } : {}) };
	});
	return { blocks, files: files.map(({ file }) => file) };
}

async function filesFor(field: unknown, kind: FileKind, place: Place): Promise<InspectedFile[]> {
	const found = findFiles(field, place.item);
	const files: InspectedFile[] = [];
	for (const file of found) {
		const inspected = await place.inspector.inspect(file);
		if (field !== '*' || isOfKind(inspected.type, kind)) files.push(inspected);
	}
	if (files.length > 0) return files;
	const names = found.map(({ name }) => name);
	throw nothingOfKind(kind, names);
}

/** Whether a file of this type is allowed in a block of this kind. */
export function isOfKind(type: FileType, kind: FileKind): boolean {
	return kind === 'image' ? isImageMediaType(type) : type === 'application/pdf' || type === 'text';
}

/** @throws Failure for a type that the block does not allow, and for a file that is known to be incomplete */
function placedFile(file: InspectedFile, kind: FileKind): { source: Source; file: PlacedFile } {
	const { name, type, size } = file;
	if (!isOfKind(type, kind)) {
		throw kind === 'image' ? noImage(name, type) : noDocument(name, type, isImageMediaType(type));
	}
	if (file.isCutOff) throw cutOff(name, type);
	const data = fileData(file);
	const source: Source =
		type === 'text'
			? { type: 'text', media_type: 'text/plain', data }
			: { type: 'base64', media_type: type, data };
	return { source, file: { name, kind, data, ...(size === undefined ? {} : { size }) } };
}

/** The API's source with the file in place of its content. */
interface Source {
	type: 'base64' | 'text';
	media_type: string;
	data: FileData;
}

function noFilesInTools(field: string) {
	return invalidInput(
		`A message asks for the file field '${field}', but an agent that uses the node as a tool hands over no files`,
		"Set 'Source' to 'URL' or 'File ID', or give an expression for a file of an earlier node in 'Input Data Field Name'.",
	);
}

function kindOf({ type }: Block): FileKind {
	if (type === 'image' || type === 'document') return type;
	throw invalidInput(
		`A block of the type ${type} cannot have a source of the type binary`,
		'Use { "type": "binary", "field": "data" } as the source of an image or a document.',
	);
}

function nothingOfKind(kind: FileKind, names: readonly string[]) {
	return invalidInput(
		`'Input Data Field Name' is *, but the item has no ${kind}; ${names.length === 0 ? 'it has no files' : `its files are in: ${names.join(', ')}`}`,
		kind === 'image'
			? 'Images are JPEG, PNG, GIF and WebP files. Check the node that should have put them into the item.'
			: 'Documents are PDF and text files. Check the node that should have put them into the item.',
	);
}
