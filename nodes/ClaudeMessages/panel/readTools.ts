import type {
	CodeExecutionTool20260521,
	WebFetchTool20260318,
	WebSearchTool20260318,
} from '@anthropic-ai/sdk/resources/messages';
import type { BetaMCPToolset } from '@anthropic-ai/sdk/resources/beta/messages';
import { readRequired, readUrl } from '../../shared/fields/required';
import { asList, asText, readJson, readNumber, readSwitch } from '../../shared/fields/values';
import { invalidInput } from '../../shared/errors/failure';
import { isRecord } from '../../shared/json';
import { schemaOfExample } from '../../shared/schema/exampleSchema';
import type { CustomTool, McpServer, ToolsInput } from '../request/tools';
import { readSchemaType } from './schemaType';

type Fields = Record<string, unknown>;

/**
 * The entries of 'Tools' as the API takes them. MCP servers have no token yet: the credential has it.
 *
 * @throws Failure that names the tool by its number
 */
export function readTools(value: unknown): ToolsInput {
	const groups = isRecord(value) ? value : {};
	const servers = entriesOf(groups.mcp).map(readServer);
	return {
		server: [
			...entriesOf(groups.webSearch).map(readWebSearch),
			...entriesOf(groups.webFetch).map(readWebFetch),
			...entriesOf(groups.codeExecution).map(() => CODE_EXECUTION),
			...servers.map(({ toolset }) => toolset),
		],
		mcpServers: servers.map(({ server }) => server),
		custom: entriesOf(groups.custom).map(readCustom),
	};
}

/** n8n gives one entry as an object where a collection takes only one. */
function entriesOf(group: unknown): Fields[] {
	const entries: unknown[] = Array.isArray(group) ? group : [group];
	return entries.filter(isRecord);
}

const CODE_EXECUTION: CodeExecutionTool20260521 = {
	type: 'code_execution_20260521',
	name: 'code_execution',
};

/** Models without programmatic tool calling refuse the web tools unless they are called directly. */
const DIRECT = { allowed_callers: ['direct' as const] };

/** Fields of 'User Location' with their labels. */
const LOCATION = { city: 'City', region: 'Region', country: 'Country', timezone: 'Time Zone' };

function readWebSearch(tool: Fields, index: number): WebSearchTool20260318 {
	const place = placeOf('Web Search', index);
	const location = isRecord(tool.userLocation) ? tool.userLocation : {};
	const where = Object.entries(LOCATION).flatMap(([name, label]) => {
		const text = asText(location[name], `${label} of ${place}`).trim();
		return text === '' ? [] : [[name, text]];
	});
	return {
		type: 'web_search_20260318',
		name: 'web_search',
		...readLimits(tool, place),
		...(where.length === 0
			? {}
			: { user_location: { type: 'approximate', ...Object.fromEntries(where) } }),
	};
}

function readWebFetch(tool: Fields, index: number): WebFetchTool20260318 {
	const place = placeOf('Web Fetch', index);
	const tokens = readCount(tool.maxContentTokens, `Max Content Tokens of ${place}`);
	return {
		type: 'web_fetch_20260318',
		name: 'web_fetch',
		...readLimits(tool, place),
		...(readSwitch(tool.citations, `Citations of ${place}`, false)
			? { citations: { enabled: true } }
			: {}),
		...(tokens === 0 ? {} : { max_content_tokens: tokens }),
	};
}

/** What web search and web fetch share. */
function readLimits(tool: Fields, place: string) {
	const uses = readCount(tool.maxUses, `Max Uses of ${place}`);
	const allowed = readNames(tool.allowedDomains, `Allowed Domains of ${place}`);
	const blocked = readNames(tool.blockedDomains, `Blocked Domains of ${place}`);
	if (allowed.length > 0 && blocked.length > 0) {
		throw invalidInput(
			`${place} has both 'Allowed Domains' and 'Blocked Domains', but the API takes one of them`,
			"Empty 'Blocked Domains': a domain that is not allowed is blocked anyway.",
		);
	}
	return {
		...(uses === 0 ? {} : { max_uses: uses }),
		...(allowed.length === 0 ? {} : { allowed_domains: allowed }),
		...(blocked.length === 0 ? {} : { blocked_domains: blocked }),
		...(readSwitch(tool.dynamicFiltering, `Dynamic Filtering of ${place}`, false) ? {} : DIRECT),
	};
}

function readServer(tool: Fields, index: number): { server: McpServer; toolset: BetaMCPToolset } {
	const place = placeOf('MCP Server', index);
	const url = readUrl(tool.serverUrl, {
		label: 'Server URL',
		place,
		wayOut: 'Give the whole address of the server, as in https://mcp.example.com/mcp.',
	});
	const name = asText(tool.name, `Name of ${place}`).trim() || new URL(url).host;
	const allowed = readNames(tool.allowedTools, `Allowed Tools of ${place}`);
	const toolset: BetaMCPToolset = { type: 'mcp_toolset', mcp_server_name: name };
	if (allowed.length > 0) {
		toolset.default_config = { enabled: false };
		toolset.configs = Object.fromEntries(allowed.map((each) => [each, { enabled: true }]));
	}
	return { server: { type: 'url', name, url }, toolset };
}

function readCustom(tool: Fields, index: number): CustomTool {
	const place = placeOf('Custom Tool', index);
	const name = readRequired(tool.name, {
		label: 'Name',
		place,
		wayOut: 'Give the tool a name, as in create_ticket, and say in its description when to use it.',
	});
	const description = asText(tool.description, `Description of ${place}`).trim();
	return {
		name,
		...(description === '' ? {} : { description }),
		inputSchema: readToolSchema(tool, place),
		strict: readSwitch(tool.strict, `Strict of ${place}`, false),
	};
}

function readToolSchema(tool: Fields, place: string): Record<string, unknown> {
	const way = readSchemaType(tool.schemaType, `Schema Type of ${place}`);
	const label = `${way === 'manual' ? 'Input Schema' : 'JSON Example'} of ${place}`;
	const given = readJson(way === 'manual' ? tool.inputSchema : tool.jsonSchemaExample, label);
	if (way === 'fromJson' && isRecord(given)) return schemaOfExample(given, label);
	if (way === 'manual' && isRecord(given) && given.type === 'object') return given;
	throw invalidInput(
		`'${label}' is not that of an object`,
		'What a tool takes is an object: give a schema with "type": "object", or an example as in {"title": "…"}.',
	);
}

/** A whole number; 0 stands for no limit. */
function readCount(value: unknown, label: string): number {
	if (value === undefined || value === null) return 0;
	const takes = 'a whole number of at least 0';
	return readNumber(value, {
		label,
		takes,
		accepts: (number) => Number.isInteger(number) && number >= 0,
	});
}

/** Names separated by commas, or a list from an expression. */
function readNames(value: unknown, label: string): string[] {
	const texts = asList(value ?? '', label).flatMap((text) => text.split(','));
	return texts.map((text) => text.trim()).filter((text) => text !== '');
}

function placeOf(group: string, index: number): string {
	return index === 0 ? group : `${group} ${index + 1}`;
}
