import { invalid } from '../apiError';
import type { Model } from '../models/model';
import type { PromptBody } from './messageRequest';

/** https://platform.claude.com/docs/en/build-with-claude/structured-outputs */
const MAX_STRICT_TOOLS = 20;

/** What the tools of one request mean together, and for this model. */
export function checkToolSet(body: PromptBody, model: Model) {
	const tools = body.tools ?? [];
	const names = tools.flatMap((tool) => ('name' in tool ? [tool.name] : []));
	const twice = names.find((name, index) => names.indexOf(name) !== index);
	if (twice !== undefined) throw invalid('tools', `tool names must be unique: ${twice}`);

	const strict = tools.filter((tool) => 'strict' in tool && tool.strict === true);
	if (strict.length > MAX_STRICT_TOOLS) {
		throw invalid('tools', `at most ${MAX_STRICT_TOOLS} tools can be strict`);
	}
	const deferred = tools.filter((tool) => 'defer_loading' in tool && tool.defer_loading === true);
	if (tools.length > 0 && deferred.length === tools.length) {
		throw invalid('tools', 'at least one tool must not be deferred');
	}
	tools.forEach((tool, index) => {
		const place = `tools.${index}`;
		if ('allowed_domains' in tool && tool.allowed_domains && tool.blocked_domains) {
			throw invalid(place, 'only one of `allowed_domains` and `blocked_domains` can be given');
		}
		checkDynamicFiltering(tool, place, model);
	});
	checkChoice(body, names, model);
	checkMcpServers(body);
}

type Tool = NonNullable<PromptBody['tools']>[number];

/** Newer web tools are called from code unless they are told otherwise. */
function checkDynamicFiltering(tool: Tool, place: string, model: Model) {
	if (!/^web_(search|fetch)_2026/.test(tool.type ?? '')) return;
	const callers = 'allowed_callers' in tool ? tool.allowed_callers : undefined;
	const isDirect = callers !== undefined && callers.every((caller) => caller === 'direct');
	if (!isDirect && model.info.capabilities?.code_execution.supported === false) {
		throw invalid(
			place,
			'this model does not support programmatic tool calling; set `allowed_callers` to ["direct"]',
		);
	}
}

function checkChoice(
	{ tool_choice: choice, tools, thinking }: PromptBody,
	names: string[],
	model: Model,
) {
	if (choice === undefined) return;
	if (tools === undefined || tools.length === 0) {
		throw invalid('tool_choice', 'may only be specified while providing tools');
	}
	if (choice.type !== 'any' && choice.type !== 'tool') return;
	if (!model.rules.forcedTools) {
		throw invalid('tool_choice', 'type "tool" and "any" are not supported for this model.');
	}
	if (thinking?.type === 'enabled') {
		throw invalid('tool_choice', 'thinking may not be enabled when tool_choice forces tool use');
	}
	if (choice.type === 'tool' && !names.includes(choice.name)) {
		throw invalid('tool_choice', `there is no tool with the name ${choice.name}`);
	}
}

/** Every server has one toolset, and every toolset its server. */
function checkMcpServers({ mcp_servers: servers = [], tools = [] }: PromptBody) {
	const declared = servers.map((server) => server.name);
	const used = tools.flatMap((tool) => ('mcp_server_name' in tool ? [tool.mcp_server_name] : []));
	const unknown = used.find((name) => typeof name !== 'string' || !declared.includes(name));
	if (unknown !== undefined) throw invalid('tools', `no such MCP server: ${String(unknown)}`);
	const unused = declared.find((name) => used.filter((other) => other === name).length !== 1);
	if (unused !== undefined) {
		throw invalid('mcp_servers', `${unused} must be used by exactly one mcp_toolset`);
	}
}
