import { switchOption } from './option';

/** @see https://platform.claude.com/docs/en/build-with-claude/handling-stop-reasons */
export const failOnTruncation = switchOption({
	displayName: 'Fail on Truncation',
	name: 'failOnTruncation',
	default: false,
	description:
		'Whether an answer that was cut off at Max Tokens or at the end of the context window makes the item fail; its text is lost then',
});
