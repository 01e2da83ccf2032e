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
			'The container of an earlier answer (container.id there, with Simplify off), in which code goes on running with its files; without one, code gets a new container',
	},
	read(value) {
		const id = asText(value).trim();
		return id === '' ? undefined : id;
	},
};
