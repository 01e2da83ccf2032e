import { numberOption, unset } from './option';

export const temperature = unset(
	numberOption({
		displayName: 'Temperature',
		name: 'temperature',
		min: 0,
		max: 1,
		default: 1,
		description:
			'How freely Claude chooses its words, from 0 to 1; models from 4.7 on take nothing but 1, older ones not together with Top P',
	}),
);
