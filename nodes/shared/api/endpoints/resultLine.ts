import { isRecord, isTooDeep, parseJson } from '../../json';

/** One line of a batch's results. */
export interface BatchResult {
	/** Empty for a line that does not say it. */
	customId: string;
	/** The SDK's `MessageBatchResult`, by its type. */
	result: Record<string, unknown>;
}

/** The type of a result that could not be read; the API has no such type. */
export const UNREADABLE = 'unreadable';

/** The type of a result that is nested too deeply to be used; the API has no such type either. */
export const TOO_DEEP = 'too_deep';

/** A line as it was read. */
export interface ResultLine {
	text: string;
	/** The result of a request; undefined for a line that names none. */
	found: BatchResult | undefined;
	/** Whether it is the API's error, which ends an answer that has begun. */
	isError: boolean;
	/** Whether its end is missing. */
	isCut: boolean;
}

/** What a line of the results is; a request without a usable result has one of the type {@link UNREADABLE}. */
export function resultLine(text: string): ResultLine {
	const json = parseJson(text);
	const isCut = json === undefined && text.trimStart().startsWith('{');
	const fields = isRecord(json) ? json : {};
	const { custom_id: id, type, error } = fields;
	const customId = typeof id === 'string' ? id : undefined;
	const result = isRecord(fields.result) ? fields.result : undefined;
	const isNamed = customId !== undefined && (customId !== '' || result !== undefined);
	const isDeep = result?.type === 'succeeded' && isTooDeep(result.message, text);
	const usable = isDeep ? { type: TOO_DEEP } : (result ?? { type: UNREADABLE });
	return {
		text,
		found: isNamed ? { customId, result: usable } : undefined,
		isError: !isNamed && type === 'error' && isRecord(error),
		isCut,
	};
}
