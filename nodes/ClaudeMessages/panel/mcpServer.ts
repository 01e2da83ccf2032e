import type { INodeProperties } from 'n8n-workflow';

/** The fields of an MCP server. */
export const mcp: INodeProperties[] = [
	{
		displayName: 'Server URL',
		name: 'serverUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://mcp.example.com/mcp',
		description:
			'Anthropic connects to it, n8n does not; a token for it comes from the Claude MCP Server API credential',
	},
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. tickets',
		description: 'What Claude calls the server; its host if it is empty',
	},
	{
		displayName: 'Allowed Tools',
		name: 'allowedTools',
		type: 'string',
		default: '',
		placeholder: 'e.g. search_tickets, read_ticket',
		description:
			'The only tools of the server that may be used, separated by commas; all if it is empty',
	},
];
