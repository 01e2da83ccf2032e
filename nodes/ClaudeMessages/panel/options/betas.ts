import { invalidInput } from '../../../shared/errors/failure';
import { asList } from '../../../shared/fields/values';
import { show } from '../../../shared/words';
import type { Option } from './option';

/** @see https://platform.claude.com/docs/en/api/beta-headers */
export const betas: Option<string[]> = {
	property: {
		displayName: 'Beta Features',
		name: 'betas',
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Beta Feature' },
		default: [],
		placeholder: 'e.g. context-management-2025-06-27',
		description:
			'Names for the anthropic-beta header, which switch on features before their release; the API refuses a name it does not know',
	},
	read(value) {
		const names = asList(value, 'Beta Features')
			.flatMap((entry) => entry.split(','))
			.map((name) => name.trim())
			.filter((name) => name !== '');
		const odd = names.find((name) => !/^[\w.-]+$/.test(name));
		if (odd !== undefined) {
			throw invalidInput(
				`'Beta Features' holds ${show(odd)}, which is not a name of a beta feature`,
				'Give names as in context-management-2025-06-27, one in each row.',
			);
		}
		return [...new Set(names)];
	},
};
