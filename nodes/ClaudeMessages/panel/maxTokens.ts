import type { INodeProperties } from 'n8n-workflow';
import { readNumber } from '../../shared/fields/values';

export const maxTokens: INodeProperties = {
	displayName: 'Max Tokens',
	name: 'maxTokens',
	type: 'number',
	typeOptions: { minValue: 1, numberPrecision: 0 },
	default: 8192,
	description:
		'Where Claude must stop, thinking included; a longer answer is cut off there, a shorter one costs no more for a high limit',
};

/** The API's `max_tokens`. */
export function readMaxTokens(value: unknown): number {
	return readNumber(value, {
		label: 'Max Tokens',
		takes: 'a whole number of at least 1',
		accepts: (number) => Number.isInteger(number) && number >= 1,
	});
}
