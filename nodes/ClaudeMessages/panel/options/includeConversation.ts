import { switchOption } from './option';

export const includeConversation = switchOption({
	displayName: 'Include Conversation',
	name: 'includeConversation',
	default: false,
	description:
		"Whether to add the whole conversation as messages, ready for the JSON of the next Claude Messages node; files stay references to the item's fields",
});
