import { cacheControl, contentBlock, textBlock } from './contentBlocks';
import { mcpServer } from './mcpServers';
import { outputSchema } from './outputSchema';
import * as is from './shape';
import { tool, toolChoice } from './tools';

const turn = is.fields({
	role: is.oneOf('user', 'assistant', 'system'),
	content: is.textOr(is.listOf(contentBlock)),
});

const display = is.nullable((value, place, context) => {
	if (value === 'updates') {
		is.withBeta(['thinking-display-updates-2026-08-18'], is.anything)(value, place, context);
	} else {
		is.oneOf('summarized', 'omitted')(value, place, context);
	}
});
const type = is.text;
const thinkingOptions = {
	display,
	block_binding: is.withBeta(['thinking-binding-controls-2026-08-01'], is.anything),
};

/** https://platform.claude.com/docs/en/build-with-claude/extended-thinking */
const thinking = is.byType(
	{
		adaptive: is.fields({ type }, thinkingOptions),
		enabled: is.fields({ type, budget_tokens: is.integer(1024) }, thinkingOptions),
		disabled: is.fields({ type }),
		between_tools: is.fields({ type }),
	},
	'tagged',
);

const format = is.nullable(is.fields({ type: is.oneOf('json_schema'), schema: outputSchema }));

const outputConfig = is.fields(
	{},
	{
		effort: is.nullable(is.oneOf('low', 'medium', 'high', 'xhigh', 'max')),
		format,
		task_budget: is.withBeta(
			['task-budgets-2026-03-13'],
			is.fields(
				{ type: is.oneOf('tokens'), total: is.integer(1) },
				{ remaining: is.nullable(is.integer(0)) },
			),
		),
	},
);

const skill = is.fields(
	{ skill_id: is.filledText, type: is.oneOf('anthropic', 'custom') },
	{ version: is.text },
);
const container = is.textOr(
	is.fields({}, { id: is.nullable(is.text), skills: is.nullable(is.listOf(skill, 20)) }),
);

const thread = is.byType({
	create: is.fields({ type }),
	continue: is.fields({ type, previous_message_id: is.filledText }),
});

const stopSequence: is.Check = (value, place, context) => {
	is.text(value, place, context);
	is.matching(/\S/)(value, place, context);
};

const prompt = {
	model: is.filledText,
	messages: is.listOf(turn, 100_000),
};

/** What shapes the prompt, or what is counted of it. */
const promptOptions = {
	cache_control: cacheControl,
	output_config: outputConfig,
	speed: is.nullable(is.oneOf('standard', 'fast')),
	system: is.textOr(is.listOf(textBlock)),
	thinking,
	tool_choice: toolChoice,
	tools: is.listOf(tool),

	billing_policy: is.withBeta(['user-profiles-billing-2026-10-01'], is.nullable(is.object)),
	compaction: is.withBeta(['compact-2026-09-04'], is.nullable(is.object)),
	context_management: is.withBeta(
		['context-management-2025-06-27', 'compact-2026-01-12'],
		is.nullable(is.fields({}, { edits: is.listOf(is.object) })),
	),
	mcp_servers: is.withBeta(
		['mcp-client-2025-04-04', 'mcp-client-2025-11-20', 'mcp-client-2026-09-15'],
		is.listOf(mcpServer),
	),
	output_format: is.withBeta(['structured-outputs-2025-11-13'], format),
};

/**
 * The fields of `POST /v1/messages/count_tokens`.
 * https://platform.claude.com/docs/en/api/messages/count_tokens
 */
export const countFields = is.fields(prompt, promptOptions);

/**
 * The fields of `POST /v1/messages`: the general ones, and the beta ones with their header.
 * https://platform.claude.com/docs/en/api/messages/create
 */
export const messageFields = is.fields(
	{ ...prompt, max_tokens: is.integer(0) },
	{
		...promptOptions,
		container: is.nullable(container),
		diagnostics: is.nullable(is.fields({}, { previous_message_id: is.nullable(is.text) })),
		inference_geo: is.nullable(is.oneOf('us', 'global')),
		metadata: is.fields({}, { user_id: is.nullable(is.text) }),
		service_tier: is.oneOf('auto', 'standard_only'),
		stop_sequences: is.listOf(stopSequence),
		stream: is.flag,
		temperature: is.untilVersion2026(is.number(0, 1)),
		top_k: is.untilVersion2026(is.integer(0)),
		top_p: is.untilVersion2026(is.number(0, 1)),

		fallback_credit_token: is.withBeta(
			['fallback-credit-2026-06-01', 'fallback-credit-2026-07-01'],
			is.anything,
		),
		fallbacks: is.withBeta(
			['server-side-fallback-2026-06-01', 'server-side-fallback-2026-07-01'],
			is.nullable(is.textOr(is.listOf(is.object, 3))),
		),
		thread: is.withBeta(['message-threads-2026-08-12'], is.nullable(thread)),
	},
);
