import type { IExecuteFunctions, IGetNodeParameterOptions } from 'n8n-workflow';
import { n8nFailure } from '../errors/toFailure';

/** Reads one field of the panel for one item, expressions resolved. */
export type ReadField = (name: string, fallback: unknown) => unknown;

/**
 * Reads the panel's fields for one item.
 *
 * @throws Failure with n8n's message for an expression that cannot be resolved
 */
export function fieldsOf(context: IExecuteFunctions, itemIndex: number): ReadField {
	// n8n throws when a value is extracted from a hidden field; 'Model' is never read while it is hidden.
	return (name, fallback) =>
		parameterOf(context, name, itemIndex, fallback, { extractValue: name === 'model' });
}

/**
 * Reads the panel's fields for each item of a run. A field without an expression is read once, and its value
 * is the same for all items.
 */
export function panelOf(context: IExecuteFunctions): (itemIndex: number) => ReadField {
	const fixed = new Map<string, { value: unknown } | undefined>();
	return (itemIndex) => {
		const field = fieldsOf(context, itemIndex);
		return (name, fallback) => {
			if (!fixed.has(name)) {
				const raw = parameterOf(context, name, itemIndex, fallback ?? null, {
					rawExpressions: true,
				});
				fixed.set(name, hasExpression(raw) ? undefined : { value: field(name, fallback) });
			}
			const known = fixed.get(name);
			return known === undefined ? field(name, fallback) : known.value;
		};
	};
}

function parameterOf(
	context: IExecuteFunctions,
	...parameter: [
		name: string,
		itemIndex: number,
		fallback: unknown,
		options: IGetNodeParameterOptions,
	]
): unknown {
	try {
		return context.getNodeParameter(...parameter);
	} catch (error) {
		throw n8nFailure(error);
	}
}

/** Whether a value contains an expression, which n8n marks with a leading equals sign. */
function hasExpression(raw: unknown): boolean {
	if (typeof raw === 'string') return raw.startsWith('=');
	return typeof raw === 'object' && raw !== null && Object.values(raw).some(hasExpression);
}
