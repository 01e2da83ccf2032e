import { numberOption, unset } from './option';

export const topK = unset(
	numberOption({
		displayName: 'Top K',
		name: 'topK',
		min: 0,
		integer: true,
		default: 40,
		description:
			'From how many of the likeliest tokens Claude chooses the next; models from 4.7 on refuse it',
	}),
);
