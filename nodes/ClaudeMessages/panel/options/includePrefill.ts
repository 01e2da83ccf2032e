import { switchOption } from './option';

export const includePrefill = switchOption({
	displayName: 'Include Prefill',
	name: 'includePrefill',
	default: true,
	description:
		'Whether the text starts with the prefill, as the whole answer does; when off, it holds only what Claude added',
});
