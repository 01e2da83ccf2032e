import type { IDataObject } from 'n8n-workflow';
import { isJsonObject } from './json';

/** An object of the API that is kept there: a batch, a file or a model, with all that the API tells of it. */
export type Entry = IDataObject & { id: string };

/** The entry in an answer; undefined for everything else, also for an error that has an ID. */
export function entryIn(json: unknown): Entry | undefined {
	if (!isJsonObject(json) || typeof json.id !== 'string' || json.id === '') return undefined;
	if (json.type === 'error') return undefined;
	return { ...json, id: json.id };
}

/** The fields of these names that are there, in the order of the names. */
export function picked(entry: IDataObject, names: readonly string[]): IDataObject {
	const fields = names.filter((name) => entry[name] !== undefined && entry[name] !== null);
	return Object.fromEntries(fields.map((name) => [name, entry[name]]));
}
