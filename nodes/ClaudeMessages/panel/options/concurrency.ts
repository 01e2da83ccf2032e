import { numberOption } from './option';

/** @see https://platform.claude.com/docs/en/api/rate-limits */
export const concurrency = numberOption({
	displayName: 'Concurrency',
	name: 'concurrency',
	min: 0,
	integer: true,
	default: 10,
	description:
		'How many items are asked at once, or 0 for as many as the rate limit lets through; the value of the first item counts',
});
