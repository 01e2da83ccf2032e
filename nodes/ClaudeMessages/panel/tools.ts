import type { INodeProperties } from 'n8n-workflow';
import { custom } from './customTool';
import { mcp } from './mcpServer';
import { webFetch, webSearch } from './webTools';

export const tools: INodeProperties = {
	displayName: 'Tools',
	name: 'tools',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Tool',
	default: {},
	description: 'What Claude may use for its answer, on servers of Anthropic or in this workflow',
	options: [
		{
			displayName: 'Code Execution',
			name: 'codeExecution',
			values: [
				{
					displayName:
						'Claude may run code in a container without internet; files that it makes come into the item as file_0, file_1 and so on',
					name: 'notice',
					type: 'notice',
					default: '',
				},
			],
		},
		{ displayName: 'Custom Tool', name: 'custom', values: custom },
		{ displayName: 'MCP Server', name: 'mcp', values: mcp },
		{ displayName: 'Web Fetch', name: 'webFetch', values: webFetch },
		{ displayName: 'Web Search', name: 'webSearch', values: webSearch },
	],
};
