import type { INodeProperties } from 'n8n-workflow';

const maxUses: INodeProperties = {
	displayName: 'Max Uses',
	name: 'maxUses',
	type: 'number',
	typeOptions: { minValue: 0, numberPrecision: 0 },
	default: 0,
	description: 'How often Claude may use it for one answer; 0 for no limit',
};

function domains(displayName: string, name: string, description: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		default: '',
		placeholder: 'e.g. example.com, docs.example.org',
		description,
	};
}

const allowedDomains = domains(
	'Allowed Domains',
	'allowedDomains',
	'The only domains whose pages may be used, separated by commas; all if it is empty',
);

const blockedDomains = domains(
	'Blocked Domains',
	'blockedDomains',
	'Domains whose pages are never used, separated by commas; not together with Allowed Domains',
);

const dynamicFiltering: INodeProperties = {
	displayName: 'Dynamic Filtering',
	name: 'dynamicFiltering',
	type: 'boolean',
	default: false,
	description:
		'Whether Claude filters what it finds with code before it reads it, which saves tokens; models up to 4.5 cannot do it',
};

function place(
	displayName: string,
	name: string,
	placeholder: string,
	description: string,
): INodeProperties {
	return { displayName, name, type: 'string', default: '', placeholder, description };
}

const webSearch: INodeProperties[] = [
	maxUses,
	allowedDomains,
	blockedDomains,
	{
		displayName: 'User Location',
		name: 'userLocation',
		type: 'collection',
		placeholder: 'Add Place',
		default: {},
		description: 'Where the answer is to be read, for results from around there',
		options: [
			place('City', 'city', 'e.g. Berlin', 'The city to search from'),
			place('Country', 'country', 'e.g. DE', 'The country to search from, as two letters'),
			place('Region', 'region', 'e.g. Brandenburg', 'The region or state to search from'),
			place('Time Zone', 'timezone', 'e.g. Europe/Berlin', 'The time zone, by its IANA name'),
		],
	},
	dynamicFiltering,
];

const webFetch: INodeProperties[] = [
	maxUses,
	allowedDomains,
	blockedDomains,
	{
		displayName: 'Citations',
		name: 'citations',
		type: 'boolean',
		default: false,
		description: 'Whether Claude shows which place of a page supports what it says',
	},
	{
		displayName: 'Max Content Tokens',
		name: 'maxContentTokens',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 0,
		description: 'How much of a page is read, in tokens; 0 for all of it',
	},
	dynamicFiltering,
];

const mcp: INodeProperties[] = [
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

const custom: INodeProperties[] = [
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. create_ticket',
		description: 'Letters, digits, _ and -; other characters reach Claude as _',
	},
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. Creates a ticket for the support team',
		description: 'What the tool does and when to use it; Claude decides by it',
	},
	{
		displayName: 'Schema Type',
		name: 'schemaType',
		type: 'options',
		options: [
			{ name: 'Define Using JSON Schema', value: 'manual' },
			{ name: 'Generate From JSON Example', value: 'fromJson' },
		],
		default: 'fromJson',
		description: 'How to say what the tool takes',
	},
	{
		displayName: 'JSON Example',
		name: 'jsonSchemaExample',
		type: 'json',
		typeOptions: { rows: 4 },
		displayOptions: { show: { schemaType: ['fromJson'] } },
		default: '{\n  "title": "The printer is on fire",\n  "urgent": true\n}',
		description: 'An input as the tool takes it; its names and kinds of values count',
	},
	{
		displayName: 'Input Schema',
		name: 'inputSchema',
		type: 'json',
		typeOptions: { rows: 8 },
		displayOptions: { show: { schemaType: ['manual'] } },
		default: `{
  "type": "object",
  "properties": {
    "title": { "type": "string", "description": "One line" },
    "urgent": { "type": "boolean" }
  },
  "required": ["title"]
}`,
		description: 'A JSON Schema of what the tool takes',
	},
	{
		displayName: 'Strict',
		name: 'strict',
		type: 'boolean',
		default: false,
		description:
			'Whether Claude is held to the schema to the letter; a request may have 20 such tools',
	},
];

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
