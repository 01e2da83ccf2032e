import type { Choice } from '../../../shared/fields/choice';
import { choiceOption, unset } from './option';

/** The API's `thinking.display`; where undefined, the model decides. */
export type ThinkingDisplay = 'summarized' | 'omitted';

const CHOICES: Array<Choice<ThinkingDisplay>> = [
	{ name: 'Omitted', value: 'omitted', description: 'Answers begin sooner, at the same price' },
	{ name: 'Summarized', value: 'summarized', description: 'The item gets the field thinking' },
];

/** @see https://platform.claude.com/docs/en/build-with-claude/adaptive-thinking */
export const thinkingDisplay = unset(
	choiceOption({
		displayName: 'Thinking Display',
		name: 'thinkingDisplay',
		options: CHOICES,
		displayOptions: { show: { thinking: ['adaptive', 'enabled'] } },
		default: 'summarized',
		description:
			'Whether a summary of what Claude thought comes with the answer; models from 4.7 on leave it out by themselves',
	}),
);
