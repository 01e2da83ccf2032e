import { readSwitch } from '../values';
import type { Option } from './option';

export const includeConversation: Option<boolean> = {
	property: {
		displayName: 'Include Conversation',
		name: 'includeConversation',
		type: 'boolean',
		default: false,
		description:
			"Whether to add the whole conversation as messages, ready for the JSON of the next Claude Messages node; files stay references to the item's fields",
	},
	read: (value) => readSwitch(value, 'Include Conversation', false),
};
