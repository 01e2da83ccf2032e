import type {
	CodeExecutionTool20260521,
	WebFetchTool20260318,
	WebSearchTool20260318,
} from '@anthropic-ai/sdk/resources/messages';
import type {
	BetaMCPToolset,
	BetaRequestMCPServerURLDefinition,
} from '@anthropic-ai/sdk/resources/beta/messages';
import { invalidInput } from '../../shared/errors/failure';
import { type JsonSchema, sendableSchema } from '../../shared/schema/sendableSchema';
import { ToolNames } from './toolNames';

/** A tool that runs outside of Anthropic: in the workflow, or connected to the node. */
export interface CustomTool {
	/** As the user calls it; the API may need another. */
	name: string;
	description?: string;
	inputSchema: JsonSchema;
	strict?: boolean;
}

/** An MCP server; the token is added from the credential. */
export type McpServer = BetaRequestMCPServerURLDefinition;

/** A tool that runs on servers of Anthropic, in its newest version. */
export type ServerTool =
	| BetaMCPToolset
	| CodeExecutionTool20260521
	| WebFetchTool20260318
	| WebSearchTool20260318;

/** What Claude may use. */
export interface ToolsInput {
	/** As the API takes them. */
	server: ServerTool[];
	mcpServers: McpServer[];
	custom: CustomTool[];
}

/** The fields of a request's body that tools need, and the names in them. */
export interface ToolFields {
	fields: { tools?: object[]; mcp_servers?: McpServer[] };
	names: ToolNames;
}

/** @see https://platform.claude.com/docs/en/build-with-claude/structured-outputs */
const MOST_STRICT = 20;

/** Shared by all requests without tools, of which very many may wait for their turn. */
const NO_TOOLS: ToolFields = { fields: {}, names: new ToolNames([]) };

/**
 * The tools of a request, server tools first.
 *
 * @param connected to the node, after those of the panel
 * @throws Failure for two tools of one name, a schema that cannot be sent, or too many strict tools
 * @see https://platform.claude.com/docs/en/agents-and-tools/tool-use/overview
 */
export function toolFields(input: ToolsInput, connected: readonly CustomTool[]): ToolFields {
	const custom = [...input.custom, ...connected];
	if (custom.length + input.server.length + input.mcpServers.length === 0) return NO_TOOLS;
	const fixed = input.server.flatMap((tool) => ('name' in tool ? [tool.name] : []));
	const servers = input.mcpServers.map(({ name }) => `MCP server ${name}`);
	checkNames([...fixed, ...servers, ...custom.map(({ name }) => name)]);
	const strict = custom.filter((tool) => tool.strict === true).length;
	if (strict > MOST_STRICT) {
		throw invalidInput(
			`${strict} tools are 'Strict', but the API takes at most ${MOST_STRICT}`,
			"Switch 'Strict' off where wrong input does no harm.",
		);
	}
	const names = new ToolNames(fixed);
	const tools = [...input.server, ...custom.map((tool) => wireTool(tool, names.add(tool.name)))];
	return {
		fields: {
			...(tools.length === 0 ? {} : { tools }),
			...(input.mcpServers.length === 0 ? {} : { mcp_servers: input.mcpServers }),
		},
		names,
	};
}

function checkNames(names: readonly string[]): void {
	const twice = names.find((name, index) => names.indexOf(name) !== index);
	if (twice === undefined) return;
	throw invalidInput(
		`There are two tools with the name '${twice}'`,
		'Give each tool a name of its own; a connected tool is called as its node, and each tool of Anthropic is there once.',
	);
}

function wireTool({ description, inputSchema, strict, name }: CustomTool, wireName: string) {
	const schema = strict
		? sendableSchema(inputSchema, `The schema of the tool '${name}'`)
		: inputSchema;
	return {
		name: wireName,
		...(description === undefined ? {} : { description }),
		input_schema: schema,
		...(strict ? { strict: true } : {}),
	};
}
