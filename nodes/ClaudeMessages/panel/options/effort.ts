import type { Choice } from '../../../shared/fields/choice';
import { choiceOption, unset } from './option';

/** The API's `output_config.effort`; where undefined, the model decides. */
export type Effort = 'low' | 'medium' | 'high' | 'xhigh' | 'max';

export const LEVELS: Array<Choice<Effort>> = [
	{ name: 'Extra High', value: 'xhigh', description: 'For long work of many steps' },
	{ name: 'High', value: 'high', description: 'What most models do by themselves' },
	{ name: 'Low', value: 'low', description: 'Fast and cheap, for simple questions' },
	{
		name: 'Maximum',
		value: 'max',
		description: 'Without any regard for tokens; raise Max Tokens with it',
	},
	{ name: 'Medium', value: 'medium', description: 'Saves tokens at a small loss' },
];

/** @see https://platform.claude.com/docs/en/build-with-claude/effort */
export const effort = unset(
	choiceOption({
		displayName: 'Effort',
		name: 'effort',
		options: LEVELS,
		default: 'high',
		description:
			'How much Claude thinks and writes for its answer, which is paid for; a level that the model does not know fails the item before anything is sent',
	}),
);
