import { asText } from '../values';
import type { Option } from './option';

export const userId: Option<string | undefined> = {
	property: {
		displayName: 'User ID',
		name: 'userId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 13803d75-b4b5-4c3e-b2a2-6f21399b021b',
		description:
			'An opaque ID of the person behind the request, by which Anthropic can find abuse; never a name, an email address or a phone number',
	},
	read(value) {
		const id = asText(value, 'User ID').trim();
		return id === '' ? undefined : id;
	},
};
