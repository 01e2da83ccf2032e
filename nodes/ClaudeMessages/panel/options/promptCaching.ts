import type { Choice } from '../../../shared/fields/choice';
import { choiceOption } from './option';
import type { PromptCaching } from '../../request/caching';

const CHOICES: Array<Choice<PromptCaching>> = [
	{
		name: 'Five Minutes',
		value: '5m',
		description: 'Writing costs a quarter more, reading a tenth or less of the normal price',
	},
	{ name: 'Off', value: 'off', description: 'Every request pays for its whole prompt' },
	{
		name: 'One Hour',
		value: '1h',
		description: 'Writing costs twice the normal price, reading a tenth or less of it',
	},
];

/** @see https://platform.claude.com/docs/en/build-with-claude/prompt-caching */
export const promptCaching = choiceOption({
	displayName: 'Prompt Caching',
	name: 'promptCaching',
	options: CHOICES,
	default: 'off',
	description:
		'How long Anthropic keeps the system prompt (or the conversation so far) for the items that share it; the first item then goes ahead alone, and short prompts are never kept',
});
