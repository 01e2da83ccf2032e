import type { Choice } from '../../../shared/fields/choice';
import type { Thinking } from '../../request/thinking';
import { choiceOption } from './option';

export const THINKING_CHOICES: Array<Choice<Thinking>> = [
	{
		name: 'Adaptive',
		value: 'adaptive',
		description: 'Claude decides how long to think (4.6 and later)',
	},
	{
		name: 'Between Tools',
		value: 'betweenTools',
		description: 'Claude thinks only between its uses of tools (Sonnet 5.5)',
	},
	{
		name: 'Model Default',
		value: 'default',
		description: 'Models from 5 on think, older ones do not',
	},
	{
		name: 'Off',
		value: 'disabled',
		description: 'Answers come sooner; Fable, Mythos, Opus 5.5 and Sonnet 5.5 refuse it',
	},
	{
		name: 'With a Budget',
		value: 'enabled',
		description: 'Claude thinks up to Thinking Budget (4.6 and older)',
	},
];

/** @see https://platform.claude.com/docs/en/build-with-claude/adaptive-thinking */
export const thinking = choiceOption({
	displayName: 'Thinking',
	name: 'thinking',
	options: THINKING_CHOICES,
	default: 'default',
	description:
		'Whether Claude thinks before it answers, which counts toward Max Tokens and is paid for; a prefill does not go together with it',
});
