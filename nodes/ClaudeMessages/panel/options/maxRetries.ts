import { readNumber } from '../../../shared/fields/values';
import type { Option } from './option';

const DEFAULT_RETRIES = 5;

/**
 * Undefined while the user has not added it: then refusals that concern everybody are waited out for as long
 * as 'Longest Wait' says. Once it is added it counts every failure.
 */
export const maxRetries: Option<number | undefined> = {
	property: {
		displayName: 'Max Retries',
		name: 'maxRetries',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: DEFAULT_RETRIES,
		description:
			'How often an item is asked again after an overload, a rate limit or a broken connection; while this option is not added, overloads and rate limits are waited out instead',
	},
	read: (value) =>
		value === undefined
			? undefined
			: readNumber(value, {
					label: 'Max Retries',
					takes: 'a whole number of at least 0',
					accepts: (number) => Number.isInteger(number) && number >= 0,
				}),
};
