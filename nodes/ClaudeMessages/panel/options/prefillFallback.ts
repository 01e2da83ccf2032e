import type { Choice } from '../../../shared/fields/choice';
import { choiceOption } from './option';
import type { PrefillFallback } from '../../request/prefill';

const CHOICES: Array<Choice<PrefillFallback>> = [
	{
		name: 'Ask in Words',
		value: 'instruct',
		description:
			'Ask Claude in the last message to begin with the prefill, and put it in front if the answer left it out; it then counts toward Max Tokens',
	},
	{ name: 'Fail', value: 'fail', description: 'The item fails before anything is sent' },
];

/** @see https://platform.claude.com/docs/en/build-with-claude/prompt-engineering/prefill-claudes-response */
export const prefillFallback = choiceOption({
	displayName: 'Prefill Fallback',
	name: 'prefillFallback',
	options: CHOICES,
	default: 'fail',
	description: 'What to do with a prefill on a model that refuses it (4.6 and later)',
});
