import { invalidInput } from '../../errors/failure';
import { show } from '../values';
import type { Option } from './option';

export type Streaming = 'auto' | 'always' | 'never';

/** @see https://platform.claude.com/docs/en/build-with-claude/streaming */
export const streaming: Option<Streaming> = {
	property: {
		displayName: 'Streaming',
		name: 'streaming',
		type: 'options',
		options: [
			{ name: 'Always', value: 'always' },
			{
				name: 'Automatic',
				value: 'auto',
				description: 'Streams when Max Tokens is above 2048',
			},
			{
				name: 'Never',
				value: 'never',
				description: 'An answer that takes longer than Timeout is lost then',
			},
		],
		default: 'auto',
		description:
			'Whether the answer travels to n8n bit by bit, so that long ones survive; the item is the same, and comes out when it is whole',
	},
	read(value) {
		switch (value) {
			case undefined:
			case 'auto':
				return 'auto';
			case 'always':
			case 'never':
				return value;
			default:
				throw invalidInput(
					`'Streaming' is ${show(value)}`,
					"Choose 'Automatic', 'Always' or 'Never' (in an expression: auto, always or never).",
				);
		}
	},
};
