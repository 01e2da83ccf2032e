import { type Failure, invalidInput } from '../../shared/errors/failure';
import { isRecord } from '../../shared/json';
import { listed } from '../../shared/words';
import type { ModelCapabilities } from '../../shared/api/endpoints/modelInfo';
import type { RequestBody } from './body';
import { type Thinking, thinkingType } from './thinking';

/** The panel's names for the values that a model may reject. */
export interface OfferedChoices {
	effort: ReadonlyArray<{ name: string; value: string }>;
	thinking: ReadonlyArray<{ name: string; value: Thinking }>;
}

/** Whether a request has settings that depend on the capabilities of its model. */
export function needsCapabilities(body: RequestBody): boolean {
	return (
		isRecord(body.thinking) ||
		isRecord(body.output_config) ||
		toolThatFilters(body.tools) !== undefined
	);
}

/**
 * Rejects settings that the model does not support according to `GET /v1/models/{id}`. Unknown capabilities
 * pass through.
 *
 * @throws Failure that names the setting, the model and the values that it supports
 * @see https://platform.claude.com/docs/en/api/models/retrieve
 */
export function checkCapabilities(
	body: RequestBody,
	known: ModelCapabilities,
	choices: OfferedChoices,
): void {
	const { capabilities, maxTokens } = known;
	if (isRecord(body.thinking))
		checkThinking(body, body.thinking.type, capabilities, choices.thinking);
	if (isRecord(body.output_config))
		checkOutput(body, body.output_config, capabilities, choices.effort);
	checkFiltering(body, capabilities);
	const { max_tokens: asked } = body;
	if (maxTokens !== undefined && typeof asked === 'number' && asked > maxTokens) {
		throw invalidInput(
			`'Max Tokens' is ${asked}, but the model ${body.model} writes at most ${maxTokens}`,
			`Set 'Max Tokens' to ${maxTokens} or less.`,
		);
	}
}

function checkThinking(
	{ model }: RequestBody,
	type: unknown,
	{ thinking }: Record<string, unknown>,
	choices: OfferedChoices['thinking'],
): void {
	const types = isRecord(thinking) ? thinking.types : undefined;
	if (isSupported(types, String(type)) !== false) return;
	const nameOf = (wanted: unknown) =>
		choices.find(({ value }) => thinkingType(value) === wanted)?.name ?? String(wanted);
	const offered = choices.filter(
		({ value }) => value === 'default' || isSupported(types, thinkingType(value) ?? ''),
	);
	throw refused(model, 'Thinking', nameOf(type), offered);
}

function checkOutput(
	{ model }: RequestBody,
	{ effort: level, format }: Record<string, unknown>,
	{ effort, structured_outputs: structured }: Record<string, unknown>,
	levels: OfferedChoices['effort'],
): void {
	if (typeof level === 'string' && isRecord(effort)) {
		const offered = levels.filter(({ value }) => isSupported(effort, value));
		if (offered.length === 0 && effort.supported === false) {
			throw invalidInput(
				`The model ${model} has no setting for 'Effort'`,
				"Remove the option 'Effort', or choose a newer model.",
			);
		}
		if (isSupported(effort, level) === false && offered.length > 0) {
			const name = levels.find(({ value }) => value === level)?.name ?? level;
			throw refused(model, 'Effort', name, offered);
		}
	}
	if (isRecord(format) && isRecord(structured) && structured.supported === false) {
		throw invalidInput(
			`The model ${model} cannot be held to JSON by 'Output Format'`,
			"Set 'Output Format' to 'Text', or choose a newer model.",
		);
	}
}

/** Newer web tools are called from code, which not every model can do. */
function checkFiltering(
	{ model, tools }: RequestBody,
	capabilities: Record<string, unknown>,
): void {
	const tool = toolThatFilters(tools);
	if (tool === undefined || isSupported(capabilities, 'code_execution') !== false) return;
	throw invalidInput(
		`The model ${model} cannot do the 'Dynamic Filtering' of ${tool}`,
		'Switch \'Dynamic Filtering\' off (in \'Extra Body\': "allowed_callers": ["direct"]), or choose a newer model.',
	);
}

/** The date in the type of the first web tools that are called from code. */
const FIRST_FILTERING = '20260209';

/** @see https://platform.claude.com/docs/en/agents-and-tools/tool-use/web-search-tool */
function toolThatFilters(tools: unknown): 'Web Fetch' | 'Web Search' | undefined {
	for (const tool of Array.isArray(tools) ? tools.filter(isRecord) : []) {
		const [, kind, date = ''] = /^web_(search|fetch)_(\d{8})$/.exec(String(tool.type)) ?? [];
		if (kind === undefined || date < FIRST_FILTERING || !isCalledFromCode(tool)) continue;
		return kind === 'search' ? 'Web Search' : 'Web Fetch';
	}
	return undefined;
}

function isCalledFromCode({ allowed_callers: callers }: Record<string, unknown>): boolean {
	return !Array.isArray(callers) || callers.some((caller) => caller !== 'direct');
}

/** Whether a capability is supported; undefined where it is missing or unreadable; null means no. */
function isSupported(abilities: unknown, name: string): boolean | undefined {
	if (!isRecord(abilities) || !(name in abilities)) return undefined;
	const ability = abilities[name];
	if (ability === null) return false;
	return isRecord(ability) && typeof ability.supported === 'boolean'
		? ability.supported
		: undefined;
}

function refused(
	model: string,
	label: string,
	value: string,
	offered: ReadonlyArray<{ name: string }>,
): Failure {
	const names = listed(offered.map(({ name }) => `'${name}'`));
	return invalidInput(
		`The model ${model} does not offer '${value}' for '${label}'`,
		`It offers ${names}. Set the option '${label}' to one of them, or remove it.`,
	);
}
