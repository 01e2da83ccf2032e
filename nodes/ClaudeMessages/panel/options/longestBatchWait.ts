import { longestWait } from './longestWait';
import type { Option } from './option';

/** Anthropic ends a batch after a day. */
const DEFAULT_SECONDS = 24 * 60 * 60;

/** Seconds for which a batch is waited for. */
export const longestBatchWait: Option<number> = {
	property: {
		...longestWait.property,
		default: DEFAULT_SECONDS,
		description: 'Seconds after which the batch is no longer waited for; it goes on at Anthropic',
	},
	read: (value) => (value === undefined ? DEFAULT_SECONDS : longestWait.read(value)),
};
