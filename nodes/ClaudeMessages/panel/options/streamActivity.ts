import { switchOption } from './option';

export const streamActivity = switchOption({
	displayName: 'Stream Activity',
	name: 'streamActivity',
	default: false,
	description:
		'Whether a chat or webhook that is streamed to also hears of thinking and of the tools that are used, marked as such',
});
