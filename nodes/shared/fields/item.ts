import type { IExecuteFunctions, IGetNodeParameterOptions } from 'n8n-workflow';
import { type Failure, invalidInput } from '../errors/failure';
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
		const failure = n8nFailure(error);
		throw STACK_IS_FULL.test(failure.message) ? tooDeepFor(parameter[0]) : failure;
	}
}

/** V8's words when n8n follows a value that has too many levels, or no end. */
const STACK_IS_FULL = /^Maximum call stack size exceeded/;

function tooDeepFor(name: string): Failure {
	return invalidInput(
		`The value of the field ${name} contains itself, or has more levels than n8n can handle`,
		'Check the expressions in this field, and those in its options where it has some.',
	);
}

/** Whether a value contains an expression, which n8n marks with a leading equals sign. */
function hasExpression(raw: unknown): boolean {
	if (typeof raw === 'string') return raw.startsWith('=');
	return typeof raw === 'object' && raw !== null && Object.values(raw).some(hasExpression);
}
