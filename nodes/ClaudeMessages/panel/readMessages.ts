import type { DocumentBlockParam, ImageBlockParam } from '@anthropic-ai/sdk/resources/messages';
import { invalidInput } from '../../shared/errors/failure';
import { isRecord } from '../../shared/json';
import type { Block } from '../request/body';
import type { Part } from '../request/turns';
import { readRequired, readUrl } from '../../shared/fields/required';
import { asText, readSwitch } from '../../shared/fields/values';
import { show } from '../../shared/words';

type Fields = Record<string, unknown>;

/**
 * The parts of `messages.values` in order, without blank texts. A file of the item is a source `{ type:
 * 'binary', field }`, the same extension of the API's sources as in Messages (JSON).
 *
 * @throws Failure that names the message by its number
 */
export function readMessages(values: unknown): Part[] {
	const entries: unknown[] = Array.isArray(values) ? values : [];
	return entries.flatMap((entry, index) => {
		const part = isRecord(entry) ? entry : {};
		const place = `message ${index + 1}`;
		const options = isRecord(part.options) ? part.options : {};
		const block = readBlock(part, options, place);
		const role = readRole(part.role ?? 'user', place);
		return block === undefined
			? []
			: [{ role, block, cache: readSwitch(options.cache, `Cache Up to Here of ${place}`, false) }];
	});
}

function readRole(value: unknown, place: string): Part['role'] {
	if (value === 'user' || value === 'assistant') return value;
	throw invalidInput(
		`'Role' of ${place} is ${show(value)}`,
		"Choose 'User' or 'Assistant' (in an expression: user or assistant).",
	);
}

function readBlock(part: Fields, options: Fields, place: string): Block | undefined {
	switch (part.type ?? 'text') {
		case 'text': {
			const text = asText(part.text, `Text of ${place}`);
			return text.trim() === '' ? undefined : { type: 'text', text };
		}
		case 'image':
			return { type: 'image', source: readSource(part, place) };
		case 'document':
			return readDocument(part, options, place);
		default:
			throw invalidInput(
				`'Type' of ${place} is ${show(part.type)}`,
				"Choose 'Text', 'Image' or 'Document' (in an expression: text, image or document).",
			);
	}
}

function readDocument(part: Fields, options: Fields, place: string): Block {
	const title = asText(options.title, `Title of ${place}`).trim();
	const context = asText(options.context, `Context of ${place}`).trim();
	const described: Omit<DocumentBlockParam, 'type' | 'source'> = {
		...(title === '' ? {} : { title }),
		...(context === '' ? {} : { context }),
		...(readSwitch(options.citations, `Citations of ${place}`, false)
			? { citations: { enabled: true } }
			: {}),
	};
	return { type: 'document', source: readSource(part, place), ...described };
}

type Source = ImageBlockParam['source'] | { type: 'binary'; field: unknown };

function readSource(part: Fields, place: string): Source {
	switch (part.source ?? 'binary') {
		case 'binary':
			return { type: 'binary', field: readField(part.binaryField ?? 'data', place) };
		case 'url':
			return {
				type: 'url',
				url: readUrl(part.url, {
					label: 'URL',
					place,
					wayOut: 'Give a whole address as in https://example.com/picture.jpg.',
				}),
			};
		case 'file':
			return {
				type: 'file',
				file_id: readRequired(part.fileId, {
					label: 'File ID',
					place,
					wayOut:
						"Give the ID that Anthropic's Files API returned, as in file_011CNha8iCJcU1wXNR6q4V8w.",
				}),
			};
		default:
			throw invalidInput(
				`'Source' of ${place} is ${show(part.source)}`,
				"Choose 'Input Data Field', 'URL' or 'File ID' (in an expression: binary, url or file).",
			);
	}
}

/** A name is text; a file that an expression returned is left unchanged. */
function readField(value: unknown, place: string): unknown {
	if (typeof value === 'object' && value !== null) return value;
	return readRequired(value, {
		label: 'Input Data Field Name',
		place,
		wayOut: 'Give the name of the field that holds the file, often data, or * for every file.',
	});
}
