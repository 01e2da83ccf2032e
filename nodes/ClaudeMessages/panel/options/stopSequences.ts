import { invalidInput } from '../../../shared/errors/failure';
import { asList } from '../../../shared/fields/values';
import type { Option } from './option';

export const stopSequences: Option<string[]> = {
	property: {
		displayName: 'Stop Sequences',
		name: 'stopSequences',
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Stop Sequence' },
		default: [],
		placeholder: 'e.g. END',
		description:
			'Texts at which Claude stops; the one it met is not part of the text and comes out as stop_sequence',
	},
	read(value) {
		const sequences = asList(value, 'Stop Sequences');
		if (sequences.some((sequence) => sequence.trim() === '')) {
			throw invalidInput(
				"'Stop Sequences' holds a row of spaces or line breaks only",
				'Remove it, or add a visible character: the API takes no blank stop sequence.',
			);
		}
		return sequences;
	},
};
