import { countTokens } from './countTokens';
import type { Operation } from './operation';
import { send } from './send';

/** Resource, then operation, as the panel names them. */
const OPERATIONS: Readonly<Record<string, Readonly<Record<string, Operation>>>> = {
	message: { countTokens, send },
};

/** Undefined for what the panel does not offer, such as n8n's own "Custom API Call". */
export function operationFor(resource: unknown, operation: unknown): Operation | undefined {
	return OPERATIONS[String(resource)]?.[String(operation)];
}
