import { cacheControl } from './contentBlocks';
import * as is from './shape';

/** https://platform.claude.com/docs/en/agents-and-tools/tool-use/overview */
const TOOL_NAME = /^[a-zA-Z0-9_-]{1,64}$/;

const type = is.text;
const callers = is.listOf(
	is.oneOf(
		'direct',
		'code_execution_20250825',
		'code_execution_20260120',
		'code_execution_20260521',
	),
);
const common = {
	cache_control: cacheControl,
	allowed_callers: callers,
	defer_loading: is.flag,
	strict: is.flag,
};
const examples = { input_examples: is.listOf(is.object) };

const customTool = is.fields(
	{
		name: is.matching(TOOL_NAME),
		input_schema: (value, place, context) => {
			is.object(value, place, context);
			if (is.isRecord(value)) is.oneOf('object')(value.type, `${place}.type`, context);
		},
	},
	{
		...common,
		...examples,
		type: is.nullable(is.oneOf('custom')),
		description: is.text,
		eager_input_streaming: is.nullable(is.flag),
	},
);

const domains = {
	allowed_domains: is.nullable(is.listOf(is.filledText)),
	blocked_domains: is.nullable(is.listOf(is.filledText)),
	max_uses: is.nullable(is.integer(1)),
};
const place = is.nullable(is.text);
const userLocation = is.fields(
	{ type: is.oneOf('approximate') },
	{ city: place, region: place, country: place, timezone: place },
);
const inclusion = { response_inclusion: is.oneOf('full', 'excluded') };
const searchOptions = { ...common, ...domains, user_location: is.nullable(userLocation) };
const fetchOptions = {
	...common,
	...domains,
	citations: is.nullable(is.fields({}, { enabled: is.flag })),
	max_content_tokens: is.nullable(is.integer(1)),
	url_sources: is.nullable(is.object),
};
const useCache = { use_cache: is.flag };

function named(name: string, optional: Record<string, is.Check>): is.Check {
	return is.fields({ type, name: is.oneOf(name) }, optional);
}

const codeExecution = named('code_execution', common);
const textEditor = named('str_replace_based_edit_tool', {
	...common,
	...examples,
	max_characters: is.nullable(is.integer(1)),
});
const oldTextEditor = named('str_replace_editor', { ...common, ...examples });
const toolset = is.fields(
	{ type },
	{ cache_control: cacheControl, configs: is.nullable(is.object) },
);
const mcpToolset = is.fields(
	{ type, mcp_server_name: is.filledText },
	{
		cache_control: cacheControl,
		default_config: is.nullable(is.object),
		configs: is.nullable(is.object),
		tools: is.withBeta(['mcp-client-2026-09-15'], is.listOf(is.object)),
	},
);

const ANTHROPIC_TOOLS: Record<string, is.Check> = {
	web_search_20250305: named('web_search', searchOptions),
	web_search_20260209: named('web_search', searchOptions),
	web_search_20260318: named('web_search', { ...searchOptions, ...inclusion }),
	web_fetch_20250910: named('web_fetch', fetchOptions),
	web_fetch_20260209: named('web_fetch', fetchOptions),
	web_fetch_20260309: named('web_fetch', { ...fetchOptions, ...useCache }),
	web_fetch_20260318: named('web_fetch', { ...fetchOptions, ...useCache, ...inclusion }),
	code_execution_20250522: codeExecution,
	code_execution_20250825: codeExecution,
	code_execution_20260120: codeExecution,
	code_execution_20260521: codeExecution,
	tool_search_tool_regex: named('tool_search_tool_regex', common),
	tool_search_tool_regex_20251119: named('tool_search_tool_regex', common),
	tool_search_tool_bm25: named('tool_search_tool_bm25', common),
	tool_search_tool_bm25_20251119: named('tool_search_tool_bm25', common),
	bash_20250124: named('bash', { ...common, ...examples }),
	text_editor_20250124: oldTextEditor,
	text_editor_20250429: named('str_replace_based_edit_tool', { ...common, ...examples }),
	text_editor_20250728: textEditor,
	memory_20250818: named('memory', { ...common, ...examples }),
	computer_toolset_20260801: toolset,
	browser_toolset_20260801: toolset,
	computer_20250124: is.withBeta(['computer-use-2025-01-24'], is.object),
	computer_20251124: is.withBeta(['computer-use-2025-11-24'], is.object),
	advisor_20260301: is.withBeta(['advisor-tool-2026-03-01'], is.object),
	mcp_toolset: is.withBeta(['mcp-client-2025-11-20', 'mcp-client-2026-09-15'], mcpToolset),
};

/** One entry of `tools`: a custom tool, or one of Anthropic's by its dated type. */
export const tool: is.Check = (value, where, context) => {
	const ownType = is.isRecord(value) ? value.type : undefined;
	const isCustom = ownType === undefined || ownType === null || ownType === 'custom';
	(isCustom ? customTool : is.byType(ANTHROPIC_TOOLS))(value, where, context);
};

const parallel = { disable_parallel_tool_use: is.flag };

export const toolChoice = is.byType({
	auto: is.fields({ type }, parallel),
	any: is.fields({ type }, parallel),
	tool: is.fields({ type, name: is.filledText }, parallel),
	none: is.fields({ type }),
});
