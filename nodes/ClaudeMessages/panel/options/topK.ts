import { readNumber } from '../values';
import type { Option } from './option';

export const topK: Option<number | undefined> = {
	property: {
		displayName: 'Top K',
		name: 'topK',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 40,
		description:
			'From how many of the likeliest tokens Claude chooses the next; models from 4.7 on refuse it',
	},
	read: (value) =>
		value === undefined
			? undefined
			: readNumber(value, {
					label: 'Top K',
					takes: 'a whole number of at least 0',
					accepts: (number) => Number.isInteger(number) && number >= 0,
				}),
};
