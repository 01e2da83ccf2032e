import type { IBinaryKeyData, IDataObject, INodeExecutionData } from 'n8n-workflow';

/** The input item that an output item belongs to. */
export interface Origin {
	item: INodeExecutionData;
	itemIndex: number;
	/** Whether its fields and files are kept. */
	includeInput: boolean;
}

/**
 * Makes the output item for an input item, paired with it.
 *
 * @param keys all keys that such an item may have: none of them is taken from the input, so that the answer
 * of an earlier node never shows where this one has none
 * @param files of the answer, which come before those of the input
 */
export function outputItem(
	json: IDataObject,
	{ item, itemIndex, includeInput }: Origin,
	keys: readonly string[],
	files?: IBinaryKeyData,
): INodeExecutionData {
	// A Code node may return items without JSON, and with null for files.
	const input: Partial<INodeExecutionData> = item;
	const own = includeInput ? (input.binary ?? undefined) : undefined;
	const binary = own && files ? { ...withoutMade(own), ...files } : (files ?? own);
	return {
		json: includeInput ? { ...kept(input.json, keys), ...json } : json,
		...(binary === undefined ? {} : { binary }),
		pairedItem: { item: itemIndex },
	};
}

/** An answer with files does not come beside those of an earlier one. */
function withoutMade(binary: IBinaryKeyData): IBinaryKeyData {
	return Object.fromEntries(Object.entries(binary).filter(([name]) => !/^file_\d+$/.test(name)));
}

/** The input's fields that are kept; its JSON may be missing, though n8n's types do not say so. */
function kept(json: IDataObject | undefined, keys: readonly string[]): IDataObject {
	const fields = Object.entries(withoutError(json ?? {}, 'input_error'));
	return Object.fromEntries(fields.filter(([key]) => !keys.includes(key)));
}

/** Renames a field called `error`, since n8n takes an item with that field for a failed one. */
export function withoutError({ error, ...json }: IDataObject, otherName: string): IDataObject {
	return error === undefined ? json : { ...json, [otherName]: error };
}
