import { textOption } from './option';

/** The API's `container`, by its ID; one with skills goes through Extra Body. */
export const container = textOption({
	displayName: 'Container ID',
	name: 'container',
	placeholder: 'e.g. container_011CPR5CNjB747bTd36fQLFk',
	description:
		'The container of an earlier answer, as its item has it under container; code goes on running there with its files, and gets a new container without one',
});
