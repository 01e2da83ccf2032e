import type { SdkNames } from './sdkTypes';

/** A test: its file in `test/engine`, and words of its name or of its row as they stand in the code. */
export type Proof = readonly [file: string, words: string];

/** Where a name of the API is for the user, and what proves it. */
export type Place = readonly [name: string, where: string, proof: Proof];

const BODIES = 'sdkBodies.test.ts';
const option = (words: string): Proof => [BODIES, words];
const COMPLETE = 'completeness.test.ts';
const JSON_BLOCKS: Proof = [COMPLETE, 'sends the block %s as it is written'];
const RAW_BLOCKS: Proof = [COMPLETE, 'the block %s comes out as it came, with Simplify off'];
const CITED: Proof = [COMPLETE, 'the citation %s comes with the text that it supports'];
const ENDED: Proof = [COMPLETE, 'with %s says so in its item'];
const WHOLE: Proof = [COMPLETE, 'with Simplify off every field of the message is there'];
const COUNTED: Proof = [COMPLETE, 'usage comes whole, every count of it'];
const TOOLS = option('with tools');
const CHOICE = option('with tool_choice ${type}');
const GATEWAY: Proof = ['answers.test.ts', "headerName: 'X-Team'"];

const PARAMETERS: Place[] = [
	['max_tokens', 'Max Tokens', option('all options together')],
	['messages', 'Messages', option('a PDF of the item and a question')],
	['model', 'Model', option('replaces the model')],
	['cache_control', 'Prompt Caching', ['caching.test.ts', 'without a system prompt']],
	['cache_control.ttl', 'Prompt Caching', ['caching.test.ts', 'without a system prompt']],
	['container', 'Container ID', option("'Container ID'")],
	['diagnostics', 'Extra Body', option('diagnostics in Extra Body')],
	['inference_geo', 'Inference Geography', option('Inference Geography: ${geo}')],
	['metadata', 'User ID', option("'User ID'")],
	['metadata.user_id', 'User ID', option("'User ID'")],
	['output_config', 'Output Format', option('Output Format: JSON with an effort')],
	['output_config.effort', 'Effort', option('Effort: ${effort}')],
	['output_config.format', 'Output Format', option('Output Format: JSON from an example')],
	['service_tier', 'Service Tier', option('Service Tier: ${tier}')],
	['speed', 'Speed', option('Speed: Fast')],
	['stop_sequences', 'Stop Sequences', option("'Stop Sequences'")],
	['stream', 'Streaming', ['longAnswers.test.ts', "streaming: 'always'"]],
	['system', 'System Prompt', option('all options together')],
	['thinking', 'Thinking', option('Thinking: Model Default')],
	['thinking.enabled', 'Thinking → With a Budget', option('Thinking: With a Budget of 1024')],
	['thinking.enabled.budget_tokens', 'Thinking Budget', option('Thinking: With a Budget of 1024')],
	['thinking.enabled.display', 'Thinking Display', option('Thinking: With a Budget of 1024')],
	['thinking.disabled', 'Thinking → Off', option('Thinking: Off')],
	['thinking.between_tools', 'Thinking → Between Tools', option('Thinking: Between Tools')],
	['thinking.adaptive', 'Thinking → Adaptive', option('Thinking: Adaptive')],
	['thinking.adaptive.display', 'Thinking Display', option('Thinking: Adaptive, ${display}')],
	['tool_choice', 'Extra Body', TOOLS],
	...['auto', 'any', 'none'].map((type): Place => [`tool_choice.${type}`, 'Extra Body', CHOICE]),
	...['auto', 'any', 'tool'].map(
		(type): Place => [`tool_choice.${type}.disable_parallel_tool_use`, 'Extra Body', CHOICE],
	),
	['tool_choice.tool', 'Extra Body', TOOLS],
	['tool_choice.tool.name', 'Extra Body', TOOLS],
	['tools', 'Extra Body', TOOLS],
	['user_profile_id', 'Credential → Header Name', GATEWAY],
	['workspace_id', 'Credential → Header Name', GATEWAY],
];

/** Blocks with fields of their own on the panel; all others are written as JSON. */
const ON_THE_PANEL: Place[] = [
	['text', 'Messages → Type → Text', option('a PDF of the item and a question')],
	['image', 'Messages → Type → Image', option('a picture behind the question')],
	['document', 'Messages → Type → Document', option('a PDF of the item and a question')],
];

const OUT: Readonly<Record<string, Place>> = {
	text: ['text', '`text`', [COMPLETE, 'texts, thinking and tool calls']],
	thinking: ['thinking', '`thinking`', [COMPLETE, 'texts, thinking and tool calls']],
	tool_use: ['tool_use', '`tool_calls`', [COMPLETE, 'texts, thinking and tool calls']],
};

const MESSAGE: Readonly<Record<string, string>> = {
	id: '`id`',
	content: '`text`, `thinking`, `citations`, `tool_calls`',
	model: '`model`',
	stop_reason: '`stop_reason`',
	stop_sequence: '`stop_sequence`',
	usage: '`usage`',
	stop_details: '`error.message` and `error.error_code`, or Simplify off: `stop_details`',
};

/** The sections of the table; a name that the SDK has and a section has not is a gap. */
export function placesOf(names: SdkNames): Readonly<Record<keyof SdkNames, readonly Place[]>> {
	return {
		parameters: PARAMETERS,
		requestBlocks: names.requestBlocks.map(
			(name) =>
				ON_THE_PANEL.find(([block]) => block === name) ?? [name, 'Messages (JSON)', JSON_BLOCKS],
		),
		responseBlocks: names.responseBlocks.map(
			(name) => OUT[name] ?? [name, 'Simplify off: `content`', RAW_BLOCKS],
		),
		citations: names.citations.map((name) => [name, '`citations`', CITED]),
		stopReasons: names.stopReasons.map((name) => [name, STOPS[name] ?? '`stop_reason`', ENDED]),
		message: names.message.map((name) => [
			name,
			MESSAGE[name] ?? `Simplify off: \`${name}\``,
			WHOLE,
		]),
		usage: names.usage.map((name) => [name, `\`usage.${name}\``, COUNTED]),
	};
}

const STOPS: Readonly<Record<string, string>> = {
	pause_turn: 'continued by the node; `stop_reason` after ten times',
	refusal: '`error`, or `stop_reason` with Fail on Refusal off',
	max_tokens: '`stop_reason`, or `error` with Fail on Truncation',
	model_context_window_exceeded: '`stop_reason`, or `error` with Fail on Truncation',
};
