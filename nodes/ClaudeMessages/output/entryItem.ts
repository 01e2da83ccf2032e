import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { withoutError } from './outputItem';

/** How an entry of the API becomes an item. */
export interface EntryShape {
	simplify: boolean;
	itemIndex: number;
}

/** What is special to a kind of entry. */
export interface EntryKind {
	/** What tells a person about it. */
	simplified(entry: IDataObject): IDataObject;
	/** What its field `error` is called, which n8n would take for a failure. */
	errorName: string;
}

/** The item of an entry: what tells about it, or the API's object unchanged. */
export function entryItem(
	entry: IDataObject,
	{ simplify, itemIndex }: EntryShape,
	{ simplified, errorName }: EntryKind,
): INodeExecutionData {
	const json = simplify ? simplified(entry) : { ...entry };
	return { json: withoutError(json, errorName), pairedItem: { item: itemIndex } };
}
