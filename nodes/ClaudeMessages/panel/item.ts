import type { IExecuteFunctions } from 'n8n-workflow';

/** Reads one field of the panel for one item, expressions resolved. */
export type ReadField = (name: string, fallback: unknown) => unknown;

/** The panel as one item sees it. */
export function fieldsOf(context: IExecuteFunctions, itemIndex: number): ReadField {
	// n8n throws when a value is to be extracted from a field that is hidden, which 'Model' never is.
	return (name, fallback) =>
		context.getNodeParameter(name, itemIndex, fallback, { extractValue: name === 'model' });
}

/**
 * The panel as each item of a run sees it. A field without an expression is read once, and its value is
 * the same for all items.
 */
export function panelOf(context: IExecuteFunctions): (itemIndex: number) => ReadField {
	const fixed = new Map<string, { value: unknown } | undefined>();
	return (itemIndex) => {
		const field = fieldsOf(context, itemIndex);
		return (name, fallback) => {
			if (!fixed.has(name)) {
				const raw: unknown = context.getNodeParameter(name, itemIndex, fallback ?? null, {
					rawExpressions: true,
				});
				fixed.set(name, hasExpression(raw) ? undefined : { value: field(name, fallback) });
			}
			const known = fixed.get(name);
			return known === undefined ? field(name, fallback) : known.value;
		};
	};
}

/** n8n marks an expression by an equals sign in front. */
function hasExpression(raw: unknown): boolean {
	if (typeof raw === 'string') return raw.startsWith('=');
	return typeof raw === 'object' && raw !== null && Object.values(raw).some(hasExpression);
}
