import type { Place, Proof } from './place';

const whole = (name: string): Proof => ['completeness.test.ts', name];

const COUNTED = whole('usage comes whole, every count of it');
const MESSAGE = whole('every field of the message has its place');
const simplified = (block: string) => whole(`the block ${block} in a simplified item`);
const raw = (block: string): Place => [
	block,
	'Simplify off: `content`',
	whole(`the block ${block} with Simplify off`),
];
const STEPS = '`steps` with Include Steps';
const step = (block: string) => whole(`the result ${block} in the steps`);
const result = (block: string): Place => [
	block,
	`${STEPS}, \`tool_errors\` where it failed`,
	step(block),
];
/** A result that comes with files. */
const maker = (block: string): Place => [
	block,
	`its files as \`file_0\`, \`file_1\`; ${STEPS}`,
	simplified(block),
];
const ended = (reason: string, where = '`stop_reason`'): Place => [
	reason,
	where,
	whole(`an answer that ends with ${reason}`),
];
const cited = (type: string): Place => [
	type,
	'`citations`',
	whole(`the citation ${type} in a simplified item`),
];
const counted = (name: string): Place => [name, `\`usage.${name}\``, COUNTED];

/** Blocks of an answer: those that a simplified item has a field for, and the others. */
export const RESPONSE_BLOCKS: readonly Place[] = [
	['text', '`text`', simplified('text')],
	['thinking', '`thinking`', simplified('thinking')],
	raw('redacted_thinking'),
	['tool_use', '`tool_calls`', simplified('tool_use')],
	['server_tool_use', STEPS, step('web_search_tool_result')],
	result('web_search_tool_result'),
	result('web_fetch_tool_result'),
	maker('code_execution_tool_result'),
	maker('bash_code_execution_tool_result'),
	result('text_editor_code_execution_tool_result'),
	result('tool_search_tool_result'),
	raw('container_upload'),
];

export const CITATIONS: readonly Place[] = [
	cited('char_location'),
	cited('page_location'),
	cited('content_block_location'),
	cited('web_search_result_location'),
	cited('search_result_location'),
];

const CUT_OFF = '`stop_reason`, or `error` with Fail on Truncation';

export const STOP_REASONS: readonly Place[] = [
	ended('end_turn'),
	ended('max_tokens', CUT_OFF),
	ended('stop_sequence', '`stop_reason` and `stop_sequence`'),
	ended('tool_use', '`stop_reason` and `tool_calls`'),
	ended('pause_turn', 'continued by the node; `stop_reason` after ten times'),
	ended('refusal', '`error`, or `stop_reason` with Fail on Refusal off'),
	ended('model_context_window_exceeded', CUT_OFF),
];

export const FIELDS: readonly Place[] = [
	['id', '`id`', MESSAGE],
	['container', '`container`', MESSAGE],
	['content', '`text`, `thinking`, `citations`, `tool_calls`', MESSAGE],
	['diagnostics', 'Simplify off: `diagnostics`', MESSAGE],
	['model', '`model`', MESSAGE],
	['role', 'Simplify off: `role`', MESSAGE],
	[
		'stop_details',
		'`error.message` and `error.error_code`, or Simplify off: `stop_details`',
		whole('a refusal that is to fail tells its category and explanation'),
	],
	['stop_reason', '`stop_reason`', MESSAGE],
	['stop_sequence', '`stop_sequence`', MESSAGE],
	['type', 'Simplify off: `type`', MESSAGE],
	['usage', '`usage`', MESSAGE],
];

export const USAGE: readonly Place[] = [
	counted('cache_creation'),
	counted('cache_creation.ephemeral_1h_input_tokens'),
	counted('cache_creation.ephemeral_5m_input_tokens'),
	counted('cache_creation_input_tokens'),
	counted('cache_read_input_tokens'),
	counted('inference_geo'),
	counted('input_tokens'),
	counted('output_tokens'),
	counted('output_tokens_details'),
	counted('output_tokens_details.thinking_tokens'),
	counted('server_tool_use'),
	counted('server_tool_use.web_fetch_requests'),
	counted('server_tool_use.web_search_requests'),
	counted('service_tier'),
	counted('speed'),
];
