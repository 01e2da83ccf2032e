import { numberOption, unset } from './option';

/**
 * Undefined while the user has not added it: then refusals that concern everybody are waited out for as long
 * as 'Longest Wait' says. Once it is added it counts every failure.
 */
export const maxRetries = unset(
	numberOption({
		displayName: 'Max Retries',
		name: 'maxRetries',
		min: 0,
		integer: true,
		default: 5,
		description:
			'How often an item is asked again after an overload, a rate limit or a broken connection; while this option is not added, overloads and rate limits are waited out instead',
	}),
);
