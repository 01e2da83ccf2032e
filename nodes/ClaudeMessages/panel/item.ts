import type { IExecuteFunctions } from 'n8n-workflow';

/** Reads one field of the panel for one item, expressions resolved. */
export type ReadField = (name: string, fallback: unknown) => unknown;

/** The panel as one item sees it. */
export function fieldsOf(context: IExecuteFunctions, itemIndex: number): ReadField {
	// n8n looks for values to extract only where the field is shown, and takes it ill where it is not.
	return (name, fallback) =>
		context.getNodeParameter(name, itemIndex, fallback, { extractValue: name === 'model' });
}
