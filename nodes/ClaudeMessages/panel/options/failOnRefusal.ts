import { switchOption } from './option';

/** @see https://platform.claude.com/docs/en/build-with-claude/handling-stop-reasons */
export const failOnRefusal = switchOption({
	displayName: 'Fail on Refusal',
	name: 'failOnRefusal',
	default: true,
	description:
		'Whether an answer that Claude refused makes the item fail; when off, it comes out with stop_reason refusal and little or no text',
});
