import type { IExecuteFunctions } from 'n8n-workflow';

/** Reads one field of the panel for one item, expressions resolved. */
export type ReadField = (name: string, fallback: unknown) => unknown;

/** The panel as one item sees it. */
export function fieldsOf(context: IExecuteFunctions, itemIndex: number): ReadField {
	return (name, fallback) =>
		context.getNodeParameter(name, itemIndex, fallback, { extractValue: true });
}
