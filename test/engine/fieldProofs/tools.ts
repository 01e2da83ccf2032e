import type { INodeParameters } from 'n8n-workflow';
import { BASE, choice, model, type Proof, schemaWith, SONNET_5_5, type Value } from './proof';

/** A field of one tool; `given` are the others of that tool. */
function tool(group: string, name: string, from: Value, to: Value, given: INodeParameters = {}) {
	const panel = (value: Value) => ({
		...BASE,
		model: model('id', SONNET_5_5),
		tools: { [group]: [{ ...given, [name]: value }] },
	});
	return { path: `tools.${group}.${name}`, from, to, panel };
}

const PLACE = { city: 'Bonn', country: 'DE', region: 'NRW', timezone: 'Europe/Berlin' };
const SERVER = { serverUrl: 'https://mcp.example.com/mcp' };
export const TICKET = { name: 'create_ticket' };
const BY_SCHEMA = { ...TICKET, schemaType: 'manual', inputSchema: schemaWith('a') };

export const TOOL_PROOFS: Proof[] = [
	...['webSearch', 'webFetch'].flatMap((group) => [
		tool(group, 'maxUses', 0, 3),
		tool(group, 'allowedDomains', '', 'example.com, example.org'),
		tool(group, 'blockedDomains', '', 'example.com'),
		tool(group, 'dynamicFiltering', false, true),
	]),
	...Object.entries(PLACE).map(([name, value]) => ({
		...tool('webSearch', 'userLocation', {}, { [name]: value }),
		path: `tools.webSearch.userLocation.${name}`,
	})),
	tool('webFetch', 'citations', false, true),
	tool('webFetch', 'maxContentTokens', 0, 1000),
	{
		...tool('codeExecution', 'notice', false, true),
		panel: (added) => ({ ...BASE, tools: added ? { codeExecution: [{}] } : {} }),
	},
	tool('mcp', 'serverUrl', 'https://mcp.example.org/mcp', SERVER.serverUrl, { name: 'tickets' }),
	tool('mcp', 'name', '', 'tickets', SERVER),
	tool('mcp', 'allowedTools', '', 'read_ticket', SERVER),
	tool('custom', 'name', 'a', 'b'),
	tool('custom', 'description', '', 'Creates a ticket', TICKET),
	choice(tool('custom', 'schemaType', 'manual', 'fromJson', TICKET)),
	choice(tool('custom', 'schemaType', 'fromJson', 'manual', TICKET)),
	tool('custom', 'jsonSchemaExample', '{"a":1}', '{"b":1}', TICKET),
	tool('custom', 'inputSchema', schemaWith('b'), schemaWith('a'), BY_SCHEMA),
	tool('custom', 'strict', false, true, TICKET),
];
