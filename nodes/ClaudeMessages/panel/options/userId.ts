import { textOption } from './option';

export const userId = textOption({
	displayName: 'User ID',
	name: 'userId',
	placeholder: 'e.g. 13803d75-b4b5-4c3e-b2a2-6f21399b021b',
	description:
		'An opaque ID of the person behind the request, by which Anthropic can find abuse; never a name, an email address or a phone number',
});
