import { readNumber } from '../../../shared/fields/values';
import type { Option } from './option';

const DEFAULT_SECONDS = 600;

/** A smaller timeout would be zero milliseconds, which means no timeout to Node.js. */
const MIN_SECONDS = 0.001;

/** Node.js cannot wait for longer than 2^31 - 1 ms. */
const MAX_SECONDS = 2_147_483;

/** Seconds. */
export const timeout: Option<number> = {
	property: {
		displayName: 'Timeout',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MAX_SECONDS },
		default: DEFAULT_SECONDS,
		description:
			'Seconds without a sign of life from the server after which the call is given up; a long answer needs a long timeout',
	},
	read: (value) =>
		value === undefined
			? DEFAULT_SECONDS
			: readNumber(value, {
					label: 'Timeout',
					takes: `a number of seconds from ${MIN_SECONDS} to ${MAX_SECONDS}`,
					accepts: (number) => number >= MIN_SECONDS && number <= MAX_SECONDS,
				}),
};
