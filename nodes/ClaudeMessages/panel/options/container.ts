import { textOption } from './option';

/** The API's `container`, by its ID; one with skills goes through Extra Body. */
export const container = textOption({
	displayName: 'Container ID',
	name: 'container',
	placeholder: 'e.g. container_011CPR5CNjB747bTd36fQLFk',
	description:
		'The container of an earlier answer, which its item has with Simplify off; code goes on running there with its files, and gets a new container without one',
});
