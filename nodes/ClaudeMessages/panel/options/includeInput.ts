import { switchOption } from './option';

export const includeInput = switchOption({
	displayName: 'Include Input',
	name: 'includeInput',
	default: false,
	description:
		'Whether to keep the fields and files of the input item; the answer wins where names meet, and a field called error becomes input_error',
});
