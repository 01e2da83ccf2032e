import { numberOption, unset } from './option';

export const topP = unset(
	numberOption({
		displayName: 'Top P',
		name: 'topP',
		min: 0,
		max: 1,
		default: 1,
		description:
			'Which share of the likeliest tokens Claude chooses from, from 0 to 1; models from 4.7 on take nothing below 0.99, older ones not together with Temperature',
	}),
);
