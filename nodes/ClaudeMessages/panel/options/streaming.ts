import type { Choice } from '../../../shared/fields/choice';
import { choiceOption } from './option';
import type { Streaming } from '../../request/requestInput';

const CHOICES: Array<Choice<Streaming>> = [
	{
		name: 'Always',
		value: 'always',
		description: 'Short answers too, which take a little more work',
	},
	{ name: 'Automatic', value: 'auto', description: 'Streams when Max Tokens is above 2048' },
	{
		name: 'Never',
		value: 'never',
		description: 'An answer that takes longer than Timeout is lost then',
	},
];

/** @see https://platform.claude.com/docs/en/build-with-claude/streaming */
export const streaming = choiceOption({
	displayName: 'Streaming',
	name: 'streaming',
	options: CHOICES,
	default: 'auto',
	description:
		'Whether the answer travels to n8n bit by bit, so that long ones survive; the item is the same, and comes out when it is whole',
});
