import { readNumber } from '../../../shared/fields/values';
import type { Option } from './option';

const DEFAULT_LANES = 10;

/** @see https://platform.claude.com/docs/en/api/rate-limits */
export const concurrency: Option<number> = {
	property: {
		displayName: 'Concurrency',
		name: 'concurrency',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: DEFAULT_LANES,
		description:
			'How many items are asked at once, or 0 for as many as the rate limit lets through; the value of the first item counts',
	},
	read: (value) =>
		value === undefined
			? DEFAULT_LANES
			: readNumber(value, {
					label: 'Concurrency',
					takes: 'a whole number of at least 0',
					accepts: (number) => Number.isInteger(number) && number >= 0,
				}),
};
