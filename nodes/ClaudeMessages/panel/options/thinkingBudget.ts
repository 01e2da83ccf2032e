import { numberOption } from './option';

/** Tokens. */
const LEAST = 1024;

/** @see https://platform.claude.com/docs/en/build-with-claude/extended-thinking */
export const thinkingBudget = numberOption({
	displayName: 'Thinking Budget',
	name: 'thinkingBudget',
	min: LEAST,
	integer: true,
	displayOptions: { show: { thinking: ['enabled'] } },
	default: 4096,
	description:
		'How many tokens Claude may think at most, at least 1024 and less than Max Tokens, which they count toward',
});
