import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';
import { invalidInput } from '../../shared/errors/failure';
import { isRecord, MOST_LEVELS } from '../../shared/json';
import { show } from '../../shared/words';

/** A file that a message refers to, not yet opened. */
export interface FoundFile {
	/** The field's name, or the file's own name when it came by expression. */
	name: string;
	/** Whether the item itself has it, so that a later node finds it again by `name`. */
	ofItem: boolean;
	data: IBinaryData;
}

/**
 * Finds the files for 'Input Data Field Name': one name, several separated by commas, `*` for all, a file
 * that an expression returned, or several of them.
 *
 * Files are in the item's `binary`, in `json._files` in n8n's combined binary mode, or anywhere in its JSON,
 * where a path such as `attachments.0` finds them.
 *
 * @throws Failure that lists the file fields of the item
 * @see https://docs.n8n.io/data/binary-data/
 */
export function findFiles(field: unknown, item: INodeExecutionData): FoundFile[] {
	if (typeof field !== 'string') return filesByExpression(field);
	if (field === '*') return allFiles(item);
	const whole = lookUp(field, item);
	if (whole !== undefined) return [whole];
	const names = field
		.split(',')
		.map((name) => name.trim())
		.filter((name) => name !== '');
	if (names.length === 0) missing(field, item);
	return names.map((name) => lookUp(name, item) ?? missing(name, item));
}

/** All files of the item in order. */
export function allFiles({ binary, json }: INodeExecutionData): FoundFile[] {
	return [...collect(binary, ''), ...collect(filesIn(json), '')];
}

/** The files of combined mode; a Code node may return items without JSON. */
function filesIn(json: unknown): unknown {
	return isRecord(json) ? json._files : undefined;
}

/** Collects files at nearly any depth, since combined mode nests them in `_files`. */
function collect(value: unknown, path: string, level = 0): FoundFile[] {
	if (level > MOST_LEVELS) return [];
	if (isFile(value)) return [{ name: path, ofItem: true, data: value }];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, inner]) =>
		collect(inner, path === '' ? key : `${path}.${key}`, level + 1),
	);
}

function lookUp(name: string, { binary, json }: INodeExecutionData): FoundFile | undefined {
	const candidates: unknown[] = [binary?.[name], valueAt(json, name), valueAt(filesIn(json), name)];
	const data = candidates.find(isFile);
	return data === undefined ? undefined : { name, ofItem: true, data };
}

function valueAt(value: unknown, path: string): unknown {
	if (isRecord(value) && Object.hasOwn(value, path)) return value[path];
	return path.split('.').reduce<unknown>((inner, key) => {
		if (typeof inner !== 'object' || inner === null) return undefined;
		return Object.entries(inner).find(([name]) => name === key)?.[1];
	}, value);
}

function missing(name: string, item: INodeExecutionData): never {
	const names = allFiles(item).map((file) => file.name);
	const has = names.length === 0 ? 'it has no files' : `its files are in: ${names.join(', ')}`;
	const found = valueAt(item.json, name);
	throw invalidInput(
		found === undefined
			? `The item has no file in the field ${show(name)}; ${has}`
			: `The field ${show(name)} of the item is not a file but ${show(found)}; ${has}`,
		"Give one of the item's file fields in 'Input Data Field Name', or an expression for a file of an earlier node. Base64 text becomes a file with n8n's 'Convert to File' node.",
	);
}

function filesByExpression(value: unknown): FoundFile[] {
	if (isFile(value)) return [{ name: value.fileName ?? 'file', ofItem: false, data: value }];
	const inner = typeof value === 'object' && value !== null ? Object.values(value) : [];
	if (inner.length > 0 && inner.every(isFile)) return inner.flatMap(filesByExpression);
	throw invalidInput(
		`The expression in 'Input Data Field Name' does not give a file but ${show(value)}`,
		"Use an expression as in {{ $('Read Files').item.binary.data }}, or type the name of a field of the item.",
	);
}

/** Whether a value is a file: `data` is its base64, or the storage's name next to an `id`. */
function isFile(value: unknown): value is IBinaryData {
	return (
		isRecord(value) &&
		typeof value.mimeType === 'string' &&
		(typeof value.data === 'string' || typeof value.id === 'string')
	);
}
