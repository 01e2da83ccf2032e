import { readSwitch } from '../values';
import type { Option } from './option';

export const includePrefill: Option<boolean> = {
	property: {
		displayName: 'Include Prefill',
		name: 'includePrefill',
		type: 'boolean',
		default: true,
		description:
			'Whether the text starts with the prefill, as the whole answer does; when off, it holds only what Claude added',
	},
	read: (value) => readSwitch(value, 'Include Prefill', true),
};
