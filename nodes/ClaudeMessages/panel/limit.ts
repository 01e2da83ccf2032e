import type { INodeProperties } from 'n8n-workflow';
import { readNumber } from '../../shared/fields/values';

export const limit: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1, numberPrecision: 0 },
	displayOptions: { show: { returnAll: [false] } },
	default: 50,
	description: 'Max number of results to return',
};

export function readLimit(value: unknown): number {
	return readNumber(value, {
		label: limit.displayName,
		takes: 'a whole number of at least 1',
		accepts: (number) => Number.isInteger(number) && number >= 1,
	});
}
