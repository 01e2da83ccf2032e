import { readNumber } from '../../../shared/fields/values';
import type { Option } from './option';

const DEFAULT_SECONDS = 300;

/** Node.js cannot wait for longer than 2^31 - 1 ms. */
const MAX_SECONDS = 2_147_483;

/** Seconds after an item's first failure during which it is retried. */
export const longestWait: Option<number> = {
	property: {
		displayName: 'Longest Wait',
		name: 'longestWait',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: MAX_SECONDS },
		default: DEFAULT_SECONDS,
		description:
			'Seconds for which an item is asked again after a rate limit or an overload has first turned it away',
	},
	read: (value) =>
		value === undefined
			? DEFAULT_SECONDS
			: readNumber(value, {
					label: 'Longest Wait',
					takes: `a number of seconds from 0 up to ${MAX_SECONDS}`,
					accepts: (number) => number >= 0 && number <= MAX_SECONDS,
				}),
};
