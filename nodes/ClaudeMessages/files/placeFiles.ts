import type {
	Base64ImageSource,
	Base64PDFSource,
	PlainTextSource,
} from '@anthropic-ai/sdk/resources/messages';
import type { INodeExecutionData } from 'n8n-workflow';
import { invalidInput } from '../errors/failure';
import { isRecord } from '../json';
import type { Block, Turn } from '../request/body';
import type { FileData } from './fileData';
import type { ImageSize } from './imageSize';
import { type FileKind, inspectDocument, inspectImage, isOfKind, typeOf } from './inspectFile';
import { findFiles, type FoundFile } from './itemFiles';
import { fileOpener, type Storage } from './openFile';

/** A file that was put into a turn. */
export interface PlacedFile {
	name: string;
	data: FileData;
	/** Pixels; of images only. */
	size?: ImageSize;
}

/** Turns whose `binary` sources have become the API's, with the files they hold, in their order. */
export interface PlacedTurns {
	turns: Turn[];
	files: PlacedFile[];
}

/** The API's source with the file in place of its content. */
type WithFile<Source extends { data: string }> = Omit<Source, 'data'> & { data: FileData };

/**
 * Puts the item's files where a source `{ type: 'binary', field }` asks for them, each as a block of its
 * own. The media type comes from the first bytes; everything is checked before anything is sent.
 *
 * @param isTool whether an agent calls the node as its tool: such an item never has files
 * @throws Failure for a missing, foreign, empty or cut-off file
 * @see https://platform.claude.com/docs/en/build-with-claude/vision
 * @see https://platform.claude.com/docs/en/build-with-claude/pdf-support
 */
export async function placeFiles(
	turns: readonly Turn[],
	item: INodeExecutionData,
	storage: Storage,
	isTool: boolean,
): Promise<PlacedTurns> {
	const placed: PlacedTurns = { turns: [], files: [] };
	for (const turn of turns) {
		const { content } = turn;
		placed.turns.push(
			typeof content === 'string' ? turn : { ...turn, content: await placeAll(content) },
		);
	}
	return placed;

	async function placeAll(blocks: readonly Block[]): Promise<Block[]> {
		const result: Block[] = [];
		for (const block of blocks) result.push(...(await place(block)));
		return result;
	}

	async function place(block: Block): Promise<Block[]> {
		// What stands in a tool result is not checked by the panel.
		if (!isRecord(block)) return [block];
		if (block.type === 'tool_result' && Array.isArray(block.content)) {
			return [{ ...block, content: await placeAll(block.content) }];
		}
		const { source } = block;
		if (!isRecord(source)) return [block];
		// A document may be made of blocks itself.
		if (source.type === 'content' && Array.isArray(source.content)) {
			return [{ ...block, source: { ...source, content: await placeAll(source.content) } }];
		}
		if (source.type !== 'binary') return [block];
		if (isTool && typeof source.field === 'string') throw noFilesInTools(source.field);
		const kind = kindOf(block);
		const files = await filesFor(source.field, kind);
		// A cache breakpoint belongs behind the last of several files.
		const { cache_control, ...plain } = block;
		const blocks: Block[] = [];
		for (const [index, file] of files.entries()) {
			const isLast = cache_control !== undefined && index === files.length - 1;
			const placedSource = await (kind === 'image' ? image(file) : document(file));
			blocks.push({ ...plain, source: placedSource, ...(isLast ? { cache_control } : {}) });
		}
		return blocks;
	}

	async function filesFor(field: unknown, kind: FileKind): Promise<FoundFile[]> {
		const files = findFiles(field, item);
		if (field !== '*') return files;
		const matching: FoundFile[] = [];
		for (const file of files) {
			if (isOfKind(await typeOf(fileOpener(file, storage)), kind)) matching.push(file);
		}
		if (matching.length === 0) throw nothingOfKind(kind, files);
		return matching;
	}

	async function image(file: FoundFile): Promise<WithFile<Base64ImageSource>> {
		const { mediaType, size, data } = await inspectImage(file.name, fileOpener(file, storage));
		placed.files.push({ name: file.name, size, data });
		return { type: 'base64', media_type: mediaType, data };
	}

	async function document(
		file: FoundFile,
	): Promise<WithFile<Base64PDFSource> | WithFile<PlainTextSource>> {
		const data = await inspectDocument(file.name, fileOpener(file, storage));
		placed.files.push({ name: file.name, data });
		return data.form === 'text'
			? { type: 'text', media_type: 'text/plain', data }
			: { type: 'base64', media_type: 'application/pdf', data };
	}
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

function nothingOfKind(kind: FileKind, files: readonly FoundFile[]) {
	const names = files.map(({ name }) => name).join(', ');
	return invalidInput(
		`'Input Data Field Name' is *, but the item has no ${kind}; ${names === '' ? 'it has no files' : `its files are in: ${names}`}`,
		kind === 'image'
			? 'Images are JPEG, PNG, GIF and WebP files. Check the node that should have put them into the item.'
			: 'Documents are PDF and text files. Check the node that should have put them into the item.',
	);
}
