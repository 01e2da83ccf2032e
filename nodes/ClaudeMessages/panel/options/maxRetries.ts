import { readNumber } from '../../../shared/fields/values';
import type { Option } from './option';

const DEFAULT_RETRIES = 5;

export const maxRetries: Option<number> = {
	property: {
		displayName: 'Max Retries',
		name: 'maxRetries',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: DEFAULT_RETRIES,
		description:
			'How often an item is asked again after an overload, a rate limit or a broken connection; an answer that broke off may be paid for twice',
	},
	read: (value) =>
		value === undefined
			? DEFAULT_RETRIES
			: readNumber(value, {
					label: 'Max Retries',
					takes: 'a whole number of at least 0',
					accepts: (number) => Number.isInteger(number) && number >= 0,
				}),
};
