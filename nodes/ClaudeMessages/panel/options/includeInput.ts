import { readSwitch } from '../values';
import type { Option } from './option';

export const includeInput: Option<boolean> = {
	property: {
		displayName: 'Include Input',
		name: 'includeInput',
		type: 'boolean',
		default: false,
		description:
			'Whether to keep the fields and files of the input item; the answer wins where names meet, and a field called error becomes input_error',
	},
	read: (value) => readSwitch(value, 'Include Input', false),
};
