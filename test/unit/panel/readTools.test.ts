import { Failure } from '../../../nodes/shared/errors/failure';
import { readTools } from '../../../nodes/ClaudeMessages/panel/readTools';

const NOTHING = { server: [], mcpServers: [], custom: [] };
const SEARCH = {
	type: 'web_search_20260318',
	name: 'web_search',
	allowed_callers: ['direct'],
};
const FETCH = { type: 'web_fetch_20260318', name: 'web_fetch', allowed_callers: ['direct'] };
const CODE = { type: 'code_execution_20260521', name: 'code_execution' };

/** The tools of the API that one entry becomes. */
const serverOf = (group: string, entry: object) => readTools({ [group]: [entry] }).server;
const customOf = (entry: object) => readTools({ custom: [{ name: 'clock', ...entry }] }).custom[0];

function mistakeOf(group: string, ...entries: object[]): string {
	try {
		return JSON.stringify(readTools({ [group]: entries }));
	} catch (error) {
		return error instanceof Failure ? error.message : `not explained: ${String(error)}`;
	}
}

test.each<[string, unknown]>([
	['nothing', undefined],
	['null', null],
	['an empty collection', {}],
	['a text', 'web_search'],
	['a list', [{ webSearch: {} }]],
	['empty groups', { webSearch: [], mcp: undefined, custom: null }],
	['groups of the future', { telepathy: [{}] }],
	['entries that are no objects', { webSearch: ['a', 7, null] }],
])('%s means no tools', (_, value) => {
	expect(readTools(value)).toEqual(NOTHING);
});

test('an entry is read as n8n gives it, in a list or alone', () => {
	expect(serverOf('webSearch', {})).toEqual([SEARCH]);
	expect(readTools({ webSearch: {} }).server).toEqual([SEARCH]);
});

test('tools stand in one order, however the user added them, so that a prompt cache is found again', () => {
	const mcp = [{ serverUrl: 'https://example.com/mcp' }];
	const groups = { mcp, codeExecution: [{}], webFetch: [{}], webSearch: [{}] };
	const toolset = { type: 'mcp_toolset', mcp_server_name: 'example.com' };
	expect(readTools(groups).server).toEqual([SEARCH, FETCH, CODE, toolset]);
});

test.each([
	['webSearch', SEARCH],
	['webFetch', FETCH],
])('%s is called directly unless Dynamic Filtering is on', (group, tool) => {
	expect(serverOf(group, {})).toEqual([tool]);
	expect(serverOf(group, { dynamicFiltering: false })).toEqual([tool]);
	const { type, name } = tool;
	expect(serverOf(group, { dynamicFiltering: true })).toEqual([{ type, name }]);
});

test.each<[string, unknown, string[]]>([
	['one name', 'example.com', ['example.com']],
	['names with commas and blanks', ' a.com,b.com , ', ['a.com', 'b.com']],
	['a list from an expression', ['a.com', 'b.com, c.com'], ['a.com', 'b.com', 'c.com']],
	['lists within lists', [['a.com'], [['b.com']]], ['a.com', 'b.com']],
])('domains may be %s', (_, allowedDomains, allowed_domains) => {
	expect(serverOf('webSearch', { allowedDomains })).toEqual([{ ...SEARCH, allowed_domains }]);
	expect(serverOf('webFetch', { blockedDomains: allowedDomains })).toEqual([
		{ ...FETCH, blocked_domains: allowed_domains },
	]);
});

test.each<[string, object]>([
	['0 uses', { maxUses: 0 }],
	['no domains', { allowedDomains: ' , ', blockedDomains: [] }],
	['a blank place', { userLocation: { city: ' ', country: null } }],
	['no place', { userLocation: {} }],
	['nothing at all', { maxUses: null, allowedDomains: null, dynamicFiltering: null }],
])('%s means that the field is not sent', (_, entry) => {
	expect(serverOf('webSearch', entry)).toEqual([SEARCH]);
});

test('fields of a page are sent where they are set', () => {
	const entry = { citations: true, maxContentTokens: 500, maxUses: 2 };
	const sent = { citations: { enabled: true }, max_content_tokens: 500, max_uses: 2 };
	expect(serverOf('webFetch', entry)).toEqual([{ ...FETCH, ...sent }]);
	expect(serverOf('webFetch', { citations: false, maxContentTokens: 0 })).toEqual([FETCH]);
});

test.each<[string, string, string]>([
	['its host', '', 'mcp.example.com'],
	['its name', ' tickets ', 'tickets'],
])('an MCP server is called by %s', (_, name, called) => {
	const url = 'https://mcp.example.com/mcp?team=7';
	const { server, mcpServers } = readTools({ mcp: [{ serverUrl: `${url}\n`, name }] });
	expect(mcpServers).toEqual([{ type: 'url', url, name: called }]);
	expect(server).toEqual([{ type: 'mcp_toolset', mcp_server_name: called }]);
});

test('a port belongs to the host by which an MCP server is called', () => {
	const { mcpServers } = readTools({ mcp: [{ serverUrl: 'http://localhost:8000/mcp' }] });
	expect(mcpServers[0]?.name).toBe('localhost:8000');
});

test('tools of an MCP server that are not allowed are switched off, those of the future too', () => {
	const entry = { serverUrl: 'https://a.com', allowedTools: 'search, read, __proto__' };
	const [toolset] = serverOf('mcp', entry);
	expect(JSON.parse(JSON.stringify(toolset))).toEqual({
		type: 'mcp_toolset',
		mcp_server_name: 'a.com',
		default_config: { enabled: false },
		configs: JSON.parse(
			'{"search":{"enabled":true},"read":{"enabled":true},"__proto__":{"enabled":true}}',
		),
	});
});

test('what a custom tool takes is made from an example', () => {
	expect(customOf({ jsonSchemaExample: '{"title":"Fire","level":1.5}' })).toEqual({
		name: 'clock',
		strict: false,
		inputSchema: {
			type: 'object',
			properties: { title: { type: 'string' }, level: { type: 'number' } },
			required: ['title', 'level'],
		},
	});
});

test('a schema of a custom tool goes as it is, whatever is in it', () => {
	const schema = { type: 'object', properties: { at: { $ref: '#/x', minimum: 3 } }, x: null };
	for (const inputSchema of [schema, JSON.stringify(schema)]) {
		expect(customOf({ schemaType: 'manual', inputSchema })?.inputSchema).toEqual(schema);
	}
});

test('the schema that is not chosen may be broken', () => {
	const [manual, example] = ['{ broken', '{"a":1}'];
	expect(customOf({ inputSchema: manual, jsonSchemaExample: example })).toBeDefined();
	const other = { schemaType: 'manual', inputSchema: { type: 'object' } };
	expect(customOf({ ...other, jsonSchemaExample: manual })).toBeDefined();
});

test('names and descriptions lose their blanks, and a blank description is none', () => {
	const given = { jsonSchemaExample: {}, strict: true };
	expect(customOf({ ...given, name: ' a b ', description: ' c ' })).toMatchObject({
		name: 'a b',
		description: 'c',
		strict: true,
	});
	expect(customOf({ ...given, description: ' \n' })).not.toHaveProperty('description');
});

test.each<[string, object, string]>([
	['webSearch', { maxUses: -1 }, "'Max Uses of Web Search 2' takes a whole number"],
	['webSearch', { maxUses: '3' }, "'Max Uses of Web Search 2' takes a whole number"],
	['webFetch', { maxContentTokens: 0.5 }, "'Max Content Tokens of Web Fetch 2' takes"],
	['webFetch', { citations: 'true' }, "'Citations of Web Fetch 2' is a switch"],
	['webSearch', { dynamicFiltering: 1 }, "'Dynamic Filtering of Web Search 2' is a switch"],
	['webSearch', { allowedDomains: [{}] }, "'Allowed Domains of Web Search 2' takes texts"],
	['mcp', { serverUrl: 'a.com' }, "'Server URL' of MCP Server 2 is not an address"],
	['mcp', { serverUrl: 'javascript:alert(1)' }, "'Server URL' of MCP Server 2 is not an address"],
	['custom', { name: '' }, "'Name' of Custom Tool 2 is empty"],
	['custom', { strict: 'no' }, "'Strict of Custom Tool 2' is a switch"],
	['custom', { schemaType: 'auto' }, "'Schema Type of Custom Tool 2'"],
	['custom', { jsonSchemaExample: '{a}' }, "'JSON Example of Custom Tool 2' is not JSON"],
	['custom', { jsonSchemaExample: [] }, "'JSON Example of Custom Tool 2' is not that of an object"],
	[
		'custom',
		{ schemaType: 'manual', inputSchema: '[]' },
		"'Input Schema of Custom Tool 2' is not that of an object",
	],
])('a mistake in a tool is told with its field and its number: %s %j', (group, entry, says) => {
	const good = { serverUrl: 'https://example.com', name: 'good', jsonSchemaExample: {} };
	expect(mistakeOf(group, good, { ...good, ...entry })).toContain(says);
});

test('the first tool of a kind has no number in a mistake', () => {
	expect(mistakeOf('webFetch', { maxUses: -1 })).toContain("'Max Uses of Web Fetch' takes");
});
