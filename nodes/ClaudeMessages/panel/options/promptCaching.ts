import { invalidInput } from '../../errors/failure';
import { show } from '../values';
import type { Option } from './option';

export type PromptCaching = 'off' | '5m' | '1h';

/** @see https://platform.claude.com/docs/en/build-with-claude/prompt-caching */
export const promptCaching: Option<PromptCaching> = {
	property: {
		displayName: 'Prompt Caching',
		name: 'promptCaching',
		type: 'options',
		options: [
			{
				name: 'Five Minutes',
				value: '5m',
				description: 'Writing costs a quarter more, reading a tenth or less of the normal price',
			},
			{ name: 'Off', value: 'off' },
			{
				name: 'One Hour',
				value: '1h',
				description: 'Writing costs twice the normal price, reading a tenth or less of it',
			},
		],
		default: 'off',
		description:
			'How long Anthropic keeps the system prompt (or the conversation so far) for the items that share it; the first item then goes ahead alone, and short prompts are never kept',
	},
	read(value) {
		switch (value) {
			case undefined:
			case 'off':
				return 'off';
			case '5m':
			case '1h':
				return value;
			default:
				throw invalidInput(
					`'Prompt Caching' is ${show(value)}`,
					"Choose 'Off', 'Five Minutes' or 'One Hour' (in an expression: off, 5m or 1h).",
				);
		}
	},
};
