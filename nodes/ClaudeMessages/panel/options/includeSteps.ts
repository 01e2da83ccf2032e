import { switchOption } from './option';

export const includeSteps = switchOption({
	displayName: 'Include Steps',
	name: 'includeSteps',
	default: false,
	description:
		'Whether the item lists every tool that was called, with what it was given, what it returned and how long it took',
});
