import { readNumber } from '../values';
import type { Option } from './option';

export const temperature: Option<number | undefined> = {
	property: {
		displayName: 'Temperature',
		name: 'temperature',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 2 },
		default: 1,
		description:
			'How freely Claude chooses its words, from 0 to 1; models from 4.7 on take nothing but 1, older ones not together with Top P',
	},
	read: (value) =>
		value === undefined
			? undefined
			: readNumber(value, {
					label: 'Temperature',
					takes: 'a number from 0 to 1',
					accepts: (number) => number >= 0 && number <= 1,
				}),
};
