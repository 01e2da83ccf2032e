import type { IDataObject } from 'n8n-workflow';

/** The fields of these names that are there, in the order of the names. */
export function picked(entry: IDataObject, names: readonly string[]): IDataObject {
	const fields = names.filter((name) => entry[name] !== undefined && entry[name] !== null);
	return Object.fromEntries(fields.map((name) => [name, entry[name]]));
}
