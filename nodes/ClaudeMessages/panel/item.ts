import type { IExecuteFunctions } from 'n8n-workflow';
import { n8nFailure } from '../errors/toFailure';

/** Reads one field of the panel for one item, expressions resolved. */
export type ReadField = (name: string, fallback: unknown) => unknown;

/**
 * The panel as one item sees it.
 *
 * @throws Failure in n8n's words for an expression that cannot be resolved
 */
export function fieldsOf(context: IExecuteFunctions, itemIndex: number): ReadField {
	return (name, fallback) => {
		// n8n looks for values to extract only where the field is shown, and takes it ill where it is not.
		const extractValue = name === 'model';
		try {
			return context.getNodeParameter(name, itemIndex, fallback, { extractValue });
		} catch (error) {
			throw n8nFailure(error);
		}
	};
}
