import type Anthropic from '@anthropic-ai/sdk';
import type { INodeParameters } from 'n8n-workflow';
import { HAIKU, type Row, setting, SONNET } from './row';

type Beta = Anthropic.Beta.Messages.BetaMCPToolset;

const direct: ['direct'] = ['direct'];
const search = { type: 'web_search_20260318' as const, name: 'web_search' as const };
const fetch = { type: 'web_fetch_20260318' as const, name: 'web_fetch' as const };
const code = { type: 'code_execution_20260521' as const, name: 'code_execution' as const };
const searchDirectly = { ...search, allowed_callers: direct };
const fetchDirectly = { ...fetch, allowed_callers: direct };

/** An entry of 'Tools' beside the tool as the SDK takes it. */
const tool = (
	name: string,
	group: string,
	entry: INodeParameters,
	sent: Anthropic.ToolUnion,
	id = HAIKU,
): Row => setting(name, id, { tools: { [group]: [entry] } }, { tools: [sent] });

const PLACE = { city: 'Bonn', region: 'NRW', country: 'DE', timezone: 'Europe/Berlin' };

const SEARCH: Row[] = [
	tool('Web Search as it is added', 'webSearch', {}, searchDirectly),
	tool('Web Search: Max Uses', 'webSearch', { maxUses: 3 }, { ...searchDirectly, max_uses: 3 }),
	tool(
		'Web Search: Allowed Domains',
		'webSearch',
		{ allowedDomains: 'example.com, docs.example.org ,' },
		{ ...searchDirectly, allowed_domains: ['example.com', 'docs.example.org'] },
	),
	tool(
		'Web Search: Allowed Domains by expression',
		'webSearch',
		{ allowedDomains: '={{ ["example.com", "docs.example.org"] }}' },
		{ ...searchDirectly, allowed_domains: ['example.com', 'docs.example.org'] },
	),
	tool(
		'Web Search: Blocked Domains',
		'webSearch',
		{ blockedDomains: 'example.com' },
		{ ...searchDirectly, blocked_domains: ['example.com'] },
	),
	...Object.entries(PLACE).map(([name, value]) =>
		tool(
			`Web Search: User Location with a ${name} alone`,
			'webSearch',
			{ userLocation: { [name]: ` ${value} ` } },
			{ ...searchDirectly, user_location: { type: 'approximate' as const, [name]: value } },
		),
	),
	tool(
		'Web Search: User Location',
		'webSearch',
		{ userLocation: PLACE },
		{ ...searchDirectly, user_location: { type: 'approximate' as const, ...PLACE } },
	),
	tool('Web Search: Dynamic Filtering', 'webSearch', { dynamicFiltering: true }, search, SONNET),
];

const FETCH: Row[] = [
	tool('Web Fetch as it is added', 'webFetch', {}, fetchDirectly),
	tool('Web Fetch: Max Uses', 'webFetch', { maxUses: 3 }, { ...fetchDirectly, max_uses: 3 }),
	tool(
		'Web Fetch: Allowed Domains',
		'webFetch',
		{ allowedDomains: 'example.com' },
		{ ...fetchDirectly, allowed_domains: ['example.com'] },
	),
	tool(
		'Web Fetch: Blocked Domains',
		'webFetch',
		{ blockedDomains: 'example.com,example.org' },
		{ ...fetchDirectly, blocked_domains: ['example.com', 'example.org'] },
	),
	tool(
		'Web Fetch: Citations',
		'webFetch',
		{ citations: true },
		{ ...fetchDirectly, citations: { enabled: true } },
	),
	tool(
		'Web Fetch: Max Content Tokens',
		'webFetch',
		{ maxContentTokens: 1000 },
		{ ...fetchDirectly, max_content_tokens: 1000 },
	),
	tool('Web Fetch: Dynamic Filtering', 'webFetch', { dynamicFiltering: true }, fetch, SONNET),
];

const EXAMPLE = { title: { type: 'string' }, tags: { type: 'array', items: { type: 'string' } } };
const BY_EXAMPLE = {
	type: 'object' as const,
	properties: EXAMPLE,
	required: ['title', 'tags'],
};
const ticket = { name: 'create_ticket', jsonSchemaExample: '{"title":"Fire","tags":["hot"]}' };
const OWN = { type: 'object' as const, properties: { at: { type: 'string', minLength: 3 } } };
const CLOSED = {
	type: 'object' as const,
	properties: { at: { type: 'string', description: '{minLength: 3}' } },
	additionalProperties: false,
};
const bySchema = { name: 'clock', schemaType: 'manual', inputSchema: JSON.stringify(OWN) };

const CUSTOM: Row[] = [
	tool('Custom Tool by an example', 'custom', ticket, {
		name: 'create_ticket',
		input_schema: BY_EXAMPLE,
	}),
	tool('Custom Tool by a schema, which goes as it is written', 'custom', bySchema, {
		name: 'clock',
		input_schema: OWN,
	}),
	tool(
		'Custom Tool: Description',
		'custom',
		{ ...bySchema, description: ' Tells the time ' },
		{ name: 'clock', description: 'Tells the time', input_schema: OWN },
	),
	tool(
		'Custom Tool: Strict, whose schema is closed as that of a JSON answer',
		'custom',
		{ ...bySchema, strict: true },
		{ name: 'clock', strict: true, input_schema: CLOSED },
	),
	tool(
		'Custom Tool: a Name that the API refuses',
		'custom',
		{ ...bySchema, name: ' Uhrzeit für Köln? ' },
		{ name: 'Uhrzeit_f_r_K_ln_', input_schema: OWN },
	),
];

const named = { name: 'clock', input_schema: OWN };

/** 'Tool Choice' with one custom tool. */
const choice = (toolChoice: string, tool_choice: Anthropic.ToolChoice, own = 'clock'): Row =>
	setting(
		`Tool Choice: ${toolChoice}`,
		HAIKU,
		{ tools: { custom: [{ ...bySchema, name: own }] }, options: { toolChoice } },
		{ tools: [{ ...named, name: own.replace(' ', '_') }], tool_choice },
	);

const CHOICES: Row[] = [
	choice('auto', { type: 'auto' }),
	choice('any', { type: 'any' }),
	choice('none', { type: 'none' }),
	choice('clock', { type: 'tool', name: 'clock' }),
	choice('Wall Clock', { type: 'tool', name: 'Wall_Clock' }, 'Wall Clock'),
	setting(
		'Tool Choice of a tool of Anthropic',
		HAIKU,
		{ tools: { webSearch: [{}] }, options: { toolChoice: 'web_search' } },
		{ tools: [searchDirectly], tool_choice: { type: 'tool', name: 'web_search' } },
	),
	setting(
		'Tool Choice of a tool in Extra Body',
		HAIKU,
		{ options: { toolChoice: 'clock', extraBody: JSON.stringify({ tools: [named] }) } },
		{ tools: [named], tool_choice: { type: 'tool', name: 'clock' } },
	),
];

const url = 'https://mcp.example.com/mcp';
const MCP = ['mcp-client-2025-11-20'];
const toolset = (mcp_server_name: string, more: Partial<Beta> = {}): Beta => ({
	type: 'mcp_toolset',
	mcp_server_name,
	...more,
});

/** MCP servers beside the same call in the SDK's `beta` namespace. */
const servers = (name: string, node: INodeParameters, beta: Row['beta']): Row =>
	setting(name, HAIKU, node, {}, { betas: MCP, beta });

const SERVERS: Row[] = [
	servers(
		'MCP Server by its address alone, called as its host',
		{ tools: { mcp: [{ serverUrl: ` ${url} ` }] } },
		{
			mcp_servers: [{ type: 'url', url, name: 'mcp.example.com' }],
			tools: [toolset('mcp.example.com')],
		},
	),
	servers(
		'MCP Server: Name',
		{ tools: { mcp: [{ serverUrl: url, name: 'tickets' }] } },
		{ mcp_servers: [{ type: 'url', url, name: 'tickets' }], tools: [toolset('tickets')] },
	),
	servers(
		'MCP Server: Allowed Tools',
		{ tools: { mcp: [{ serverUrl: url, name: 'tickets', allowedTools: 'search, read' }] } },
		{
			mcp_servers: [{ type: 'url', url, name: 'tickets' }],
			tools: [
				toolset('tickets', {
					default_config: { enabled: false },
					configs: { search: { enabled: true }, read: { enabled: true } },
				}),
			],
		},
	),
	servers(
		'MCP Server beside another, with the beta named already',
		{
			tools: { mcp: [{ serverUrl: url }, { serverUrl: `${url}/2`, name: 'second' }] },
			options: { betas: MCP, toolChoice: 'any' },
		},
		{
			mcp_servers: [
				{ type: 'url', url, name: 'mcp.example.com' },
				{ type: 'url', url: `${url}/2`, name: 'second' },
			],
			tools: [toolset('mcp.example.com'), toolset('second')],
			tool_choice: { type: 'any' },
		},
	),
	servers(
		'every tool of the panel at once',
		{
			tools: {
				custom: [bySchema, ticket],
				mcp: [{ serverUrl: url, name: 'tickets' }],
				codeExecution: [{}],
				webFetch: [{ maxUses: 1 }],
				webSearch: [{ maxUses: 2 }],
			},
		},
		{
			mcp_servers: [{ type: 'url', url, name: 'tickets' }],
			tools: [
				{ ...searchDirectly, max_uses: 2 },
				{ ...fetchDirectly, max_uses: 1 },
				code,
				toolset('tickets'),
				named,
				{ name: 'create_ticket', input_schema: BY_EXAMPLE },
			],
		},
	),
];

/** The tools of the panel, each with each of its options. */
export const PANEL_TOOLS: Row[] = [
	SEARCH,
	FETCH,
	tool('Code Execution', 'codeExecution', {}, code),
	CUSTOM,
	CHOICES,
	SERVERS,
].flat();
