import type { ToolResultBlockParam, ToolUseBlock } from '@anthropic-ai/sdk/resources/messages';
import type { GenericValue } from 'n8n-workflow';
import { canceled } from '../../shared/api/pacing/clock';
import { beginning } from '../../shared/errors/sentence';
import { isRecord, jsonProblem, writeJson } from '../../shared/json';
import type { ToolNames } from '../request/toolNames';
import { bounded, type ToolLimits } from './bounded';
import type { ConnectedTool } from './connectedTool';

/** One call of a connected tool, and what came of it. */
export interface Step {
	/** As the user calls it. */
	tool: string;
	id: string;
	input: GenericValue;
	output: string;
	/** Whether the tool failed. */
	is_error: boolean;
	duration_ms: number;
}

/** Characters of a result that Claude gets, about 100,000 tokens: more would fill the context window. */
const LONGEST_RESULT = 400_000;

/**
 * Starts all calls of one turn at once. What goes wrong in a tool is a result too, with the reason.
 *
 * @returns the steps in the order of the calls
 * @throws Failure on Stop
 */
export async function runTools(
	calls: readonly ToolUseBlock[],
	tools: readonly ConnectedTool[],
	names: ToolNames,
	limits: ToolLimits,
): Promise<Step[]> {
	return await Promise.all(calls.map(async (call) => await stepOf(call, tools, names, limits)));
}

async function stepOf(
	call: ToolUseBlock,
	tools: readonly ConnectedTool[],
	names: ToolNames,
	limits: ToolLimits,
): Promise<Step> {
	const { input } = call;
	const own = names.ownName(call.name);
	const tool = tools.find((each) => each.name === own);
	const started = performance.now();
	const step = (output: string, is_error: boolean): Step => ({
		...called(call, names),
		output: shortened(output),
		is_error,
		duration_ms: Math.round(performance.now() - started),
	});
	if (tool === undefined) return step(`There is no tool with the name ${own}.`, true);
	if (!isRecord(input)) return step(`The input is not a JSON object: ${writeJson(input)}`, true);
	try {
		// A copy: what the tool does to its input must not change Claude's turn.
		const copy = structuredClone(input);
		const result = await bounded(async (signal) => await tool.invoke(copy, signal), limits);
		const text = textOf(result);
		return text === undefined ? step(UNWRITABLE, true) : step(text, false);
	} catch (error) {
		if (limits.signal?.aborted) throw canceled();
		return step(reasonOf(error), true);
	}
}

function called(
	{ id, name, input }: ToolUseBlock,
	names: ToolNames,
): Pick<Step, 'id' | 'input' | 'tool'> {
	return { tool: names.ownName(name), id, input: isRecord(input) ? input : writeJson(input) };
}

const UNWRITABLE = 'The result of the tool cannot be written as JSON.';

/** What a tool threw, in words; it may have thrown anything. */
function reasonOf(error: unknown): string {
	try {
		if (typeof error === 'string' && error !== '') return error;
		if (error instanceof Error && error.message !== '') return error.message;
		const json = isRecord(error) ? writeJson(error) : undefined;
		return json === undefined ? 'The tool failed and gave no reason.' : json;
	} catch {
		return 'The tool failed and gave no reason.';
	}
}

/** Tools of n8n give text; of anything else Claude gets the JSON. */
function textOf(result: unknown): string | undefined {
	if (typeof result === 'string') return result;
	if (result === undefined || result === null) return '';
	return jsonProblem(result) === undefined ? writeJson(result) : undefined;
}

function shortened(text: string): string {
	if (text.length <= LONGEST_RESULT) return text;
	return `${beginning(text, LONGEST_RESULT)}\n[cut off: the result has ${text.length} characters]`;
}

/** The steps of calls that could not even begin. */
export function failedSteps(
	calls: readonly ToolUseBlock[],
	names: ToolNames,
	reason: string,
): Step[] {
	return calls.map((call) => ({
		...called(call, names),
		output: reason,
		is_error: true,
		duration_ms: 0,
	}));
}

/** The results as the API takes them; an empty one needs no content. */
export function toolResults(steps: readonly Step[]): ToolResultBlockParam[] {
	return steps.map(({ id, output, is_error }) => ({
		type: 'tool_result',
		tool_use_id: id,
		content: output,
		...(is_error ? { is_error: true } : {}),
	}));
}
