import { readSwitch } from '../values';
import type { Option } from './option';

/** @see https://platform.claude.com/docs/en/build-with-claude/handling-stop-reasons */
export const failOnRefusal: Option<boolean> = {
	property: {
		displayName: 'Fail on Refusal',
		name: 'failOnRefusal',
		type: 'boolean',
		default: true,
		description:
			'Whether an answer that Claude refused makes the item fail; when off, it comes out with stop_reason refusal and little or no text',
	},
	read: (value) => readSwitch(value, 'Fail on Refusal', true),
};
