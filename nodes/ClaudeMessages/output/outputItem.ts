import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

/** The input item that an output item belongs to. */
export interface Origin {
	item: INodeExecutionData;
	itemIndex: number;
	/** Whether its fields and files are kept. */
	includeInput: boolean;
}

/** One item for an input item, paired with it. */
export function outputItem(
	json: IDataObject,
	{ item, itemIndex, includeInput }: Origin,
): INodeExecutionData {
	// A Code node may give items without JSON.
	const input: Partial<INodeExecutionData> = item;
	return {
		json: includeInput ? { ...withoutError(input.json ?? {}, 'input_error'), ...json } : json,
		...(includeInput && input.binary ? { binary: input.binary } : {}),
		pairedItem: { item: itemIndex },
	};
}

/** n8n takes a field called `error` for a failed item, so such a field keeps its value under another name. */
export function withoutError({ error, ...json }: IDataObject, otherName: string): IDataObject {
	return error === undefined ? json : { ...json, [otherName]: error };
}
