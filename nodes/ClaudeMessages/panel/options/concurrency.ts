import { readNumber } from '../../../shared/fields/values';
import type { Option } from './option';

const DEFAULT_LANES = 10;

/** @see https://platform.claude.com/docs/en/api/rate-limits */
export const concurrency: Option<number> = {
	property: {
		displayName: 'Concurrency',
		name: 'concurrency',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: DEFAULT_LANES,
		description:
			'How many items are asked at once; the node itself slows down where the rate limit is near, and the value of the first item counts',
	},
	read: (value) =>
		value === undefined
			? DEFAULT_LANES
			: readNumber(value, {
					label: 'Concurrency',
					takes: 'a whole number of at least 1',
					accepts: (number) => Number.isInteger(number) && number >= 1,
				}),
};
