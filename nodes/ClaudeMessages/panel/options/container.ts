import { asText } from '../values';
import type { Option } from './option';

/** The API's `container`, by its ID; one with skills goes through Extra Body. */
export const container: Option<string | undefined> = {
	property: {
		displayName: 'Container ID',
		name: 'container',
		type: 'string',
		default: '',
		placeholder: 'e.g. container_011CPR5CNjB747bTd36fQLFk',
		description:
			'The container of an earlier answer, which its item has with Simplify off; code goes on running there with its files, and gets a new container without one',
	},
	read(value) {
		const id = asText(value, 'Container ID').trim();
		return id === '' ? undefined : id;
	},
};
