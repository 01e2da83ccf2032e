import { textOption } from './option';

export const toolChoice = textOption({
	displayName: 'Tool Choice',
	name: 'toolChoice',
	placeholder: 'e.g. any',
	description:
		"Auto lets Claude decide, any makes it use a tool first, none forbids them, and a tool's name makes it use that one first; newer models cannot be forced",
});
