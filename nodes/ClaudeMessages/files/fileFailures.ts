import { type Failure, invalidInput } from '../../shared/errors/failure';
import { type FileType, typeName } from './fileType';

/** The failure for a file that n8n's storage has lost. */
export function lostFile(name: string): Failure {
	return invalidInput(
		`The file in '${name}' can no longer be read from n8n's storage`,
		'Run the workflow from the node that made the file, so that it is stored anew.',
	);
}

/** The failure for a text file that is not in UTF-8. */
export function notUtf8(name: string): Failure {
	return invalidInput(
		`The text file in '${name}' is not written in UTF-8`,
		'Save it as UTF-8, or convert it in an earlier node: otherwise its letters would be garbled.',
	);
}

/** The failure for a file that is incomplete. */
export function cutOff(name: string, type: FileType): Failure {
	return invalidInput(
		`The file in '${name}' is ${typeName(type)} that breaks off before its end`,
		`Check the node that made or downloaded the file. ${type === 'application/pdf' ? 'A PDF has to be whole.' : 'Images have to be whole JPEG, PNG, GIF or WebP files.'}`,
	);
}

/** The failure for a file that cannot be sent as an image. */
export function noImage(name: string, type: FileType): Failure {
	return wrongType(name, type, 'an image', 'JPEG, PNG, GIF or WebP', {
		'application/pdf': "Set 'Type' to 'Document' for a PDF.",
		text: "Set 'Type' to 'Document' for a text file.",
	});
}

/** @param isImage whether it could be sent as an image */
export function noDocument(name: string, type: FileType, isImage: boolean): Failure {
	const advice = isImage ? { [type]: "Set 'Type' to 'Image' for a picture." } : {};
	return wrongType(
		name,
		type,
		'a document',
		'PDF and text files (txt, csv, md, json, html, …)',
		advice,
	);
}

function wrongType(
	name: string,
	type: FileType,
	wanted: string,
	accepted: string,
	advice: Partial<Record<FileType, string>>,
): Failure {
	return invalidInput(
		`The file in '${name}' is not ${wanted} that Claude takes but ${typeName(type)}`,
		`Accepted are ${accepted}; what counts is the content, not the name. ${advice[type] ?? 'Convert the file in an earlier node.'}`,
	);
}
