import { readNumber } from '../../../shared/fields/values';
import type { Option } from './option';

/** Tokens. */
const LEAST = 1024;
export const DEFAULT_BUDGET = 4096;

/** @see https://platform.claude.com/docs/en/build-with-claude/extended-thinking */
export const thinkingBudget: Option<number> = {
	property: {
		displayName: 'Thinking Budget',
		name: 'thinkingBudget',
		type: 'number',
		typeOptions: { minValue: LEAST, numberPrecision: 0 },
		displayOptions: { show: { thinking: ['enabled'] } },
		default: DEFAULT_BUDGET,
		description:
			'How many tokens Claude may think at most, at least 1024 and less than Max Tokens, which they count toward',
	},
	read: (value) =>
		value === undefined
			? DEFAULT_BUDGET
			: readNumber(value, {
					label: 'Thinking Budget',
					takes: `a whole number of at least ${LEAST}`,
					accepts: (number) => Number.isInteger(number) && number >= LEAST,
				}),
};
