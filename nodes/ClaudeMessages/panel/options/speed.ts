import type { Choice } from '../../../shared/fields/choice';
import { choiceOption, unset } from './option';

/** The API's `speed`. */
export type Speed = 'standard' | 'fast';

const CHOICES: Array<Choice<Speed>> = [
	{
		name: 'Fast',
		value: 'fast',
		description: 'Only Opus 5.5, Opus 5 and Opus 4.8 have it, at a higher price',
	},
	{ name: 'Standard', value: 'standard', description: 'The normal price' },
];

/** @see https://platform.claude.com/docs/en/build-with-claude/fast-mode */
export const speed = unset(
	choiceOption({
		displayName: 'Speed',
		name: 'speed',
		options: CHOICES,
		default: 'standard',
		description:
			'How fast Claude writes; the words are of the same quality, but fast ones cost more',
	}),
);
