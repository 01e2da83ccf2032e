import { readNumber } from '../values';
import type { Option } from './option';

export const topP: Option<number | undefined> = {
	property: {
		displayName: 'Top P',
		name: 'topP',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 2 },
		default: 1,
		description:
			'Which share of the likeliest tokens Claude chooses from, from 0 to 1; models from 4.7 on take nothing below 0.99, older ones not together with Temperature',
	},
	read: (value) =>
		value === undefined
			? undefined
			: readNumber(value, {
					label: 'Top P',
					takes: 'a number from 0 to 1',
					accepts: (number) => number >= 0 && number <= 1,
				}),
};
