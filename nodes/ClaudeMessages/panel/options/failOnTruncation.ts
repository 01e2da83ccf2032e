import { readSwitch } from '../values';
import type { Option } from './option';

/** @see https://platform.claude.com/docs/en/build-with-claude/handling-stop-reasons */
export const failOnTruncation: Option<boolean> = {
	property: {
		displayName: 'Fail on Truncation',
		name: 'failOnTruncation',
		type: 'boolean',
		default: false,
		description:
			'Whether an answer that was cut off at Max Tokens or at the end of the context window makes the item fail; its text is lost then',
	},
	read: (value) => readSwitch(value, 'Fail on Truncation', false),
};
