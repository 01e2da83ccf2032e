import { base64Pdf, plainTextDocument } from './documentSources';
import { base64Image } from './imageSources';
import * as is from './shape';

/** https://platform.claude.com/docs/en/build-with-claude/prompt-caching */
export const cacheControl = is.nullable(
	is.fields({ type: is.oneOf('ephemeral') }, { ttl: is.oneOf('5m', '1h') }),
);

const cached = { cache_control: cacheControl };
const citations = { citations: is.nullable(is.fields({}, { enabled: is.flag })) };
const type = is.text;
const caller = is.nullable(is.object);
const url = is.matching(/^https?:\/\//);
const urlSource = is.fields({ type, url });
const fileSource = is.fields({ type, file_id: is.filledText });

export const textBlock = is.fields(
	{ type: is.oneOf('text'), text: is.text },
	{ ...cached, citations: is.nullable(is.listOf(is.object)) },
);

const imageBlock = is.fields(
	{ type, source: is.byType({ base64: base64Image, url: urlSource, file: fileSource }, 'tagged') },
	{
		...cached,
		transformations: is.nullable(
			is.fields({}, { oversized_image: is.nullable(is.oneOf('downsize', 'error')) }),
		),
	},
);

const contentSource = is.fields({
	type,
	content: is.textOr(is.listOf(is.byType({ text: textBlock, image: imageBlock }))),
});

const documentBlock = is.fields(
	{
		type,
		source: is.byType(
			{
				base64: base64Pdf,
				text: plainTextDocument,
				content: contentSource,
				url: urlSource,
				file: fileSource,
			},
			'tagged',
		),
	},
	{ ...cached, ...citations, title: is.nullable(is.text), context: is.nullable(is.text) },
);

const searchResult = is.fields(
	{ type, source: is.text, title: is.text, content: is.listOf(textBlock) },
	{ ...cached, ...citations },
);

const toolUse = is.fields(
	{ type, id: is.matching(/^[a-zA-Z0-9_-]+$/), name: is.filledText, input: is.object },
	{ ...cached, caller, toolset_name: is.nullable(is.text) },
);

const toolResult = is.fields(
	{ type, tool_use_id: is.filledText },
	{
		...cached,
		content: is.textOr(
			is.listOf(
				is.byType({
					text: textBlock,
					image: imageBlock,
					document: documentBlock,
					search_result: searchResult,
					tool_reference: is.fields({ type, tool_name: is.filledText }, cached),
					browser_state: is.object,
				}),
			),
		),
		is_error: is.flag,
		toolset_name: is.nullable(is.text),
	},
);

/** What a server tool found; it is the API's own output, so its inside is not looked at. */
const serverResult = is.fields(
	{ type, tool_use_id: is.filledText, content: is.anything },
	{ ...cached, caller },
);

const withMcp = ['mcp-client-2025-04-04', 'mcp-client-2025-11-20', 'mcp-client-2026-09-15'];
const withFallback = ['server-side-fallback-2026-06-01', 'server-side-fallback-2026-07-01'];
const withCompaction = ['compact-2026-01-12', 'compact-2026-09-04'];
const withToolChanges = ['mid-conversation-tool-changes-2026-07-01', 'inline-tools-2026-09-15'];

const mcpToolUse = is.fields(
	{
		type,
		id: is.matching(/^mcptoolu_[a-zA-Z0-9_]+$/),
		name: is.filledText,
		server_name: is.filledText,
		input: is.object,
	},
	cached,
);
const mcpToolResult = is.fields(
	{ type, tool_use_id: is.matching(/^mcptoolu_[a-zA-Z0-9_]+$/) },
	{ ...cached, content: is.textOr(is.listOf(textBlock)), is_error: is.flag },
);

/** The blocks that a turn may hold. https://platform.claude.com/docs/en/api/messages/create */
export const contentBlock = is.byType({
	text: textBlock,
	image: imageBlock,
	document: documentBlock,
	search_result: searchResult,
	tool_use: toolUse,
	tool_result: toolResult,
	thinking: is.fields({ type, thinking: is.text, signature: is.text }),
	redacted_thinking: is.fields({ type, data: is.text }),
	server_tool_use: is.fields(
		{ type, id: is.matching(/^srvtoolu_[a-zA-Z0-9_]+$/), name: is.filledText, input: is.object },
		{ ...cached, caller },
	),
	web_search_tool_result: serverResult,
	web_fetch_tool_result: serverResult,
	code_execution_tool_result: serverResult,
	bash_code_execution_tool_result: serverResult,
	text_editor_code_execution_tool_result: serverResult,
	tool_search_tool_result: serverResult,
	container_upload: is.fields({ type, file_id: is.filledText }, cached),
	mcp_tool_use: is.withBeta(withMcp, mcpToolUse),
	mcp_tool_result: is.withBeta(withMcp, mcpToolResult),
	mcp_tool_listing: is.withBeta(withMcp, is.object),
	advisor_tool_result: is.withBeta(['advisor-tool-2026-03-01'], is.object),
	compaction: is.withBeta(withCompaction, is.object),
	fallback: is.withBeta(withFallback, is.object),
	tool_addition: is.withBeta(withToolChanges, is.object),
	tool_removal: is.withBeta(withToolChanges, is.object),
});
