import type { INodeProperties } from 'n8n-workflow';

export const operation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['message'] } },
	options: [
		{
			name: 'Send',
			value: 'send',
			action: 'Send a message',
			description: 'Ask Claude once for each item and return the answer',
		},
		{
			name: 'Count Tokens',
			value: 'countTokens',
			action: 'Count the tokens of a message',
			description:
				'Tell for each item how many tokens its request has, for free and before it is paid for',
		},
	],
	default: 'send',
};
