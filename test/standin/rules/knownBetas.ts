import type Anthropic from '@anthropic-ai/sdk';

/** The names that the SDK's type spells out, without its open `string`. */
type Spelled<Name> = Name extends string ? (string extends Name ? never : Name) : never;

/** Complete by type: a beta that a new SDK adds is a compile error here. */
const IN_THE_SDK: Record<Spelled<Anthropic.AnthropicBeta>, true> = {
	'admin-user-sign-out-2026-10-08': true,
	'advisor-tool-2026-03-01': true,
	'agent-memory-2026-07-22': true,
	'analytics-usage-cost-2026-08-24': true,
	'cache-diagnosis-2026-04-07': true,
	'ce-claude-code-managed-settings-2026-10-06': true,
	'ce-plugins-2026-09-01': true,
	'ce-user-management-2026-07-13': true,
	'code-execution-2025-05-22': true,
	'compact-2026-01-12': true,
	'compact-2026-09-04': true,
	'computer-use-2024-10-22': true,
	'computer-use-2025-01-24': true,
	'computer-use-2025-11-24': true,
	'context-1m-2025-08-07': true,
	'context-management-2025-06-27': true,
	'dev-full-thinking-2025-05-14': true,
	'dreaming-2026-04-21': true,
	'experimental-claude-tag-2026-10-21': true,
	'extended-cache-ttl-2025-04-11': true,
	'fallback-credit-2026-06-01': true,
	'fallback-credit-2026-07-01': true,
	'fast-mode-2026-02-01': true,
	'files-api-2025-04-14': true,
	'inline-tools-2026-09-15': true,
	'interleaved-thinking-2025-05-14': true,
	'managed-agents-2026-04-01': true,
	'mcp-client-2025-04-04': true,
	'mcp-client-2025-11-20': true,
	'mcp-client-2026-09-15': true,
	'mcp-tunnels-2026-06-22': true,
	'message-batches-2024-09-24': true,
	'message-threads-2026-08-12': true,
	'mid-conversation-output-config-2026-07-01': true,
	'mid-conversation-system-clear-at-2026-08-21': true,
	'mid-conversation-tool-changes-2026-07-01': true,
	'model-context-window-exceeded-2025-08-26': true,
	'output-128k-2025-02-19': true,
	'output-300k-2026-03-24': true,
	'pdfs-2024-09-25': true,
	'prompt-caching-2024-07-31': true,
	'server-side-fallback-2026-06-01': true,
	'server-side-fallback-2026-07-01': true,
	'skills-2025-10-02': true,
	'spend-limit-reads-2026-09-26': true,
	'structured-outputs-2025-11-13': true,
	'task-budgets-2026-03-13': true,
	'telemetry-destinations-2026-08-11': true,
	'thinking-binding-controls-2026-08-01': true,
	'thinking-display-updates-2026-08-18': true,
	'thinking-token-count-2026-05-13': true,
	'token-counting-2024-11-01': true,
	'token-efficient-tools-2025-02-19': true,
	'user-profiles-2026-03-24': true,
	'user-profiles-2026-08-18': true,
	'user-profiles-2026-09-04': true,
	'user-profiles-billing-2026-10-01': true,
	'webhooks-2026-10-07': true,
};

/** Names that the SDK does not list (any more) and that the API still takes. */
const OLDER = [
	'code-execution-2025-08-25',
	'effort-2025-11-24',
	'fine-grained-tool-streaming-2025-05-14',
	'max-tokens-3-5-sonnet-2024-07-15',
	'oauth-2025-04-20',
	'search-results-2025-06-09',
	'web-fetch-2025-09-10',
	'advanced-tool-use-2025-11-20',
];

/**
 * Every value that `anthropic-beta` may have.
 * https://platform.claude.com/docs/en/api/beta-headers
 */
export const KNOWN_BETAS: ReadonlySet<string> = new Set([...Object.keys(IN_THE_SDK), ...OLDER]);
