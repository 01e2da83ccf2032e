import { invalidInput } from '../errors/failure';
import { toFailure } from '../errors/toFailure';
import { isRecord } from '../json';
import { withReader } from './byteReader';
import { base64Length, FileData, type OpenFile, textContent } from './fileData';
import { fileType, type FileType, HEAD_LENGTH, typeName } from './fileType';
import { type ImageMediaType, imageSize, type ImageSize, isImageMediaType } from './imageSize';

/** A file by what it is for. */
export type FileKind = 'image' | 'document';

export interface InspectedImage {
	mediaType: ImageMediaType;
	size: ImageSize;
	data: FileData;
}

/** What Node.js's decoder says of bytes that are no text in its encoding. */
const NOT_THAT_ENCODING = 'ERR_ENCODING_INVALID_ENCODED_DATA';

/** Where the end mark of a PDF is looked for; some programs write a little behind it. */
const PDF_TAIL = 4096;

/** The type by the first bytes; the rest of the file is not read. */
export async function typeOf(open: OpenFile): Promise<FileType> {
	return fileType(await withReader(open(), async (reader) => await reader.take(HEAD_LENGTH)));
}

/** Whether a file of this type may stand in such a block. */
export function isOfKind(type: FileType, kind: FileKind): boolean {
	return kind === 'image' ? isImageMediaType(type) : type === 'application/pdf' || type === 'text';
}

/**
 * Reads an image once from start to end, in constant memory.
 *
 * @throws Failure for another type, naming it, and for a file that breaks off
 */
export async function inspectImage(name: string, open: OpenFile): Promise<InspectedImage> {
	const type = await typeOf(open);
	if (!isImageMediaType(type)) {
		throw wrongType(name, type, 'an image', 'JPEG, PNG, GIF or WebP', {
			'application/pdf': "Set 'Type' to 'Document' for a PDF.",
			text: "Set 'Type' to 'Document' for a text file.",
		});
	}
	return await withReader(open(), async (reader) => {
		const size = await imageSize(type, reader);
		if (size === undefined) throw cutOff(name, type);
		await reader.drain();
		const data = new FileData('base64', base64Length(reader.position), open);
		return { mediaType: type, size, data };
	});
}

/**
 * Reads a document once from start to end: a PDF becomes base64, a text file stays text.
 *
 * @throws Failure for another type, naming it, and for a file that breaks off
 */
export async function inspectDocument(name: string, open: OpenFile): Promise<FileData> {
	const type = await typeOf(open);
	if (type === 'text') return new FileData('text', await textLength(name, open), open);
	if (type !== 'application/pdf') {
		const image = isImageMediaType(type) ? { [type]: "Set 'Type' to 'Image' for a picture." } : {};
		throw wrongType(
			name,
			type,
			'a document',
			'PDF and text files (txt, csv, md, json, html, …)',
			image,
		);
	}
	return await withReader(open(), async (reader) => {
		const tail = await reader.tail(PDF_TAIL);
		if (!tail.includes('%%EOF')) throw cutOff(name, type);
		return new FileData('base64', base64Length(reader.position), open);
	});
}

async function textLength(name: string, open: OpenFile): Promise<number> {
	let length = 0;
	try {
		for await (const piece of textContent(open())) length += piece.length;
	} catch (error) {
		throw isRecord(error) && error.code === NOT_THAT_ENCODING ? notUtf8(name) : toFailure(error);
	}
	return length;
}

function notUtf8(name: string) {
	return invalidInput(
		`The text file in '${name}' is not written in UTF-8`,
		'Save it as UTF-8, or convert it in an earlier node: otherwise its letters would be garbled.',
	);
}

function wrongType(
	name: string,
	type: FileType,
	wanted: string,
	accepted: string,
	advice: Partial<Record<FileType, string>>,
) {
	return invalidInput(
		`The file in '${name}' is not ${wanted} that Claude takes but ${typeName(type)}`,
		`Accepted are ${accepted}; what counts is the content, not the name. ${advice[type] ?? 'Convert the file in an earlier node.'}`,
	);
}

function cutOff(name: string, type: FileType) {
	return invalidInput(
		`The file in '${name}' is ${typeName(type)} that breaks off before its end`,
		`Check the node that made or downloaded the file. Images have to be whole JPEG, PNG, GIF or WebP files.`,
	);
}
