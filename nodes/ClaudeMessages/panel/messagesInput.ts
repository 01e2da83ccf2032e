import type { INodeProperties } from 'n8n-workflow';
import { invalidInput } from '../../shared/errors/failure';
import { show } from '../../shared/words';

export const messagesInput: INodeProperties = {
	displayName: 'Messages Input',
	name: 'messagesInput',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Fields',
			value: 'fields',
			description: 'Add texts, images and documents one by one',
		},
		{
			name: 'JSON',
			value: 'json',
			description: 'Give the whole list at once, for example a conversation from an earlier node',
		},
	],
	default: 'fields',
	description: 'How the conversation is given',
};

/** The ways to enter messages. */
export type MessagesInput = 'fields' | 'json';

/** Which of the two message fields is used. */
export function readMessagesInput(value: unknown): MessagesInput {
	if (value === 'fields' || value === 'json') return value;
	throw invalidInput(`'Messages Input' is ${show(value)}`, "Choose 'Fields' or 'JSON'.");
}
