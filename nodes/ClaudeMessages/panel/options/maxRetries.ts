import { numberOption, unset } from './option';

/**
 * Undefined while the user has not added it: then refusals that apply to all requests are waited out for up
 * to 'Longest Wait'. Once added, it limits retries after any failure.
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
