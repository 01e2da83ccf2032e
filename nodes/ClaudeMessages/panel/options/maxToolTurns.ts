import { numberOption } from './option';

export const maxToolTurns = numberOption({
	displayName: 'Max Tool Turns',
	name: 'maxToolTurns',
	default: 15,
	min: 1,
	integer: true,
	description:
		'How many rounds of calls to connected tools an answer may take; an item that needs more fails with what it had by then',
});
