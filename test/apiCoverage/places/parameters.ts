import { beside, type Place, type Proof } from './place';

const caching = (when: string): Proof => [
	'caching.test.ts',
	`the body has its breakpoints where items share: ${when}`,
];
const choice = (name: string) => beside(`Tool Choice: ${name}`);
/** What Tool Choice has no word for. */
const inExtraBody = (type: string) => beside(`Extra Body with tool_choice ${type}`);
const header = (name: string): Proof => [
	'answers.test.ts',
	`the header ${name} of the SDK goes by the credential`,
];
const LIMIT = beside('an own limit and a model with blanks around its ID');
const SKILL = beside('a container by its ID with a skill in Extra Body');
const EARLIER = beside('diagnostics beside an earlier answer in Extra Body');
const BUDGET = beside('Thinking: With a Budget of 1024, summarized');

/** Fields of the request, and those inside them. */
export const PARAMETERS: readonly Place[] = [
	['max_tokens', 'Max Tokens', LIMIT],
	['messages', 'Messages', beside('several turns')],
	['model', 'Model', LIMIT],
	['cache_control', 'Prompt Caching', caching('5m without a system prompt')],
	['cache_control.ttl', 'Prompt Caching', caching('1h without a system prompt')],
	['container', 'Container ID', beside('Container ID')],
	['container.id', 'Extra Body', SKILL],
	['container.skills', 'Extra Body', SKILL],
	['diagnostics', 'Extra Body', beside('diagnostics in Extra Body')],
	['diagnostics.previous_message_id', 'Extra Body', EARLIER],
	['inference_geo', 'Inference Geography', beside('Inference Geography: us')],
	['metadata', 'User ID', beside('the option User ID alone')],
	['metadata.user_id', 'User ID', beside('the option User ID alone')],
	['output_config', 'Output Format', beside('Output Format: JSON from an example')],
	['output_config.effort', 'Effort', beside('Effort: high')],
	['output_config.format', 'Output Format', beside('Output Format: JSON from an example')],
	['service_tier', 'Service Tier', beside('Service Tier: standard_only')],
	['speed', 'Speed', beside('Speed: Fast')],
	['stop_sequences', 'Stop Sequences', beside('the option Stop Sequences alone')],
	[
		'stream',
		'Streaming',
		['completeness.test.ts', 'Streaming set to always decides how an answer comes'],
	],
	['system', 'System Prompt', beside('a system prompt keeps its line breaks and blanks')],
	['thinking', 'Thinking', beside('Thinking: Adaptive')],
	['thinking.enabled', 'Thinking → With a Budget', BUDGET],
	['thinking.enabled.budget_tokens', 'Thinking Budget', BUDGET],
	['thinking.enabled.display', 'Thinking Display', BUDGET],
	['thinking.disabled', 'Thinking → Off', beside('Thinking: Off')],
	['thinking.between_tools', 'Thinking → Between Tools', beside('Thinking: Between Tools')],
	['thinking.adaptive', 'Thinking → Adaptive', beside('Thinking: Adaptive')],
	['thinking.adaptive.display', 'Thinking Display', beside('Thinking: Adaptive, omitted')],
	['tool_choice', 'Tool Choice', choice('auto')],
	['tool_choice.auto', 'Tool Choice', choice('auto')],
	['tool_choice.auto.disable_parallel_tool_use', 'Extra Body', inExtraBody('auto')],
	['tool_choice.any', 'Tool Choice', choice('any')],
	['tool_choice.any.disable_parallel_tool_use', 'Extra Body', inExtraBody('any')],
	['tool_choice.tool', 'Tool Choice', choice('clock')],
	['tool_choice.tool.name', 'Tool Choice', choice('clock')],
	['tool_choice.tool.disable_parallel_tool_use', 'Extra Body', inExtraBody('tool')],
	['tool_choice.none', 'Tool Choice', choice('none')],
	['tools', 'Tools', beside('every tool of the panel at once')],
	['user_profile_id', 'Credential → Header Name', header('anthropic-user-profile-id')],
	['workspace_id', 'Credential → Header Name', header('anthropic-workspace-id')],
];
