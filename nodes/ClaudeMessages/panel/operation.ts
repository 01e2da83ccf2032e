import type { INodeProperties } from 'n8n-workflow';

/** The operations of each resource; the default is what a newcomer needs first. */
export const operations: INodeProperties[] = [
	{
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
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['batch'] } },
		options: [
			{
				name: 'Cancel',
				value: 'cancel',
				action: 'Cancel a batch',
				description: 'Stop what has not begun yet; what has begun is still answered and paid for',
			},
			{
				name: 'Create',
				value: 'create',
				action: 'Create a batch',
				description: 'Ask Claude about all items at half the price; the answers come within a day',
			},
			{
				name: 'Delete',
				value: 'delete',
				action: 'Delete a batch',
				description: 'Remove a batch that has ended, and its results, from Anthropic for good',
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get a batch',
				description: 'Tell how far a batch is',
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many batches',
				description: "List the batches of the key's workspace, newest first",
			},
			{
				name: 'Get Results',
				value: 'getResults',
				action: 'Get the results of a batch',
				description: 'Give each answer of a batch that has ended as an item, as Send does',
			},
		],
		default: 'create',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['file'] } },
		options: [
			{
				name: 'Delete',
				value: 'delete',
				action: 'Delete a file',
				description: 'Remove a file from Anthropic for good',
			},
			{
				name: 'Download',
				value: 'download',
				action: 'Download a file',
				description: 'Get a file that code execution made; what was uploaded cannot be downloaded',
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get a file',
				description: 'Tell the name, type, size and dates of a file',
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many files',
				description: "List the files of the key's workspace",
			},
			{
				name: 'Upload',
				value: 'upload',
				action: 'Upload a file',
				description: 'Give Anthropic a file once, and ask about it in any number of messages',
			},
		],
		default: 'upload',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['model'] } },
		options: [
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many models',
				description: 'List the models of the account, newest first, with what each can do',
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get a model',
				description: 'Tell what a model can do, its limits and its dates',
			},
		],
		default: 'getAll',
	},
];
