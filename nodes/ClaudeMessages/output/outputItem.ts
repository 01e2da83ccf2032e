import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

/** The input item that an output item belongs to. */
export interface Origin {
	item: INodeExecutionData;
	itemIndex: number;
	/** Whether its fields and files are kept. */
	includeInput: boolean;
}

/**
 * One item for an input item, paired with it.
 *
 * @param keys all that may stand in such an item: none of them is taken from the input, so that an answer of
 * an earlier node never shows where this one has nothing
 */
export function outputItem(
	json: IDataObject,
	{ item, itemIndex, includeInput }: Origin,
	keys: readonly string[],
): INodeExecutionData {
	// A Code node may give items without JSON.
	const input: Partial<INodeExecutionData> = item;
	return {
		json: includeInput ? { ...kept(input.json, keys), ...json } : json,
		...(includeInput && input.binary ? { binary: input.binary } : {}),
		pairedItem: { item: itemIndex },
	};
}

/** An input item may come without JSON, though n8n's types know of none. */
function kept(json: IDataObject | undefined, keys: readonly string[]): IDataObject {
	const fields = Object.entries(withoutError(json ?? {}, 'input_error'));
	return Object.fromEntries(fields.filter(([key]) => !keys.includes(key)));
}

/** n8n takes a field called `error` for a failed item, so such a field keeps its value under another name. */
export function withoutError({ error, ...json }: IDataObject, otherName: string): IDataObject {
	return error === undefined ? json : { ...json, [otherName]: error };
}
