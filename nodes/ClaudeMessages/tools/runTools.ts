import type { ToolResultBlockParam, ToolUseBlock } from '@anthropic-ai/sdk/resources/messages';
import type { GenericValue } from 'n8n-workflow';
import { canceled } from '../../shared/api/pacing/clock';
import { SilenceWatch } from '../../shared/api/transport/silenceWatch';
import { toFailure } from '../../shared/errors/toFailure';
import { isRecord, writeJson } from '../../shared/json';
import type { ToolNames } from '../request/toolNames';
import type { ConnectedTool } from './connectedTools';

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

/** What bounds the run of a tool. */
export interface ToolLimits {
	/** Seconds. */
	timeout: number;
	/** Aborted by Stop. */
	signal: AbortSignal | undefined;
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
	{ id, name, input }: ToolUseBlock,
	tools: readonly ConnectedTool[],
	names: ToolNames,
	limits: ToolLimits,
): Promise<Step> {
	const own = names.ownName(name);
	const tool = tools.find((each) => each.name === own);
	const started = performance.now();
	const step = (output: string, is_error: boolean): Step => ({
		tool: own,
		id,
		input: isRecord(input) ? input : writeJson(input),
		output: shortened(output),
		is_error,
		duration_ms: Math.round(performance.now() - started),
	});
	if (tool === undefined) return step(`There is no tool with the name ${own}.`, true);
	if (!isRecord(input)) return step(`The input is not a JSON object: ${writeJson(input)}`, true);
	try {
		return step(textOf(await bounded(tool.invoke(input), limits)), false);
	} catch (error) {
		if (limits.signal?.aborted) throw canceled();
		return step(reasonOf(error), true);
	}
}

/** The message of the tool's own error, without what surrounds those of the node. */
function reasonOf(error: unknown): string {
	if (error instanceof Error && error.message !== '') return error.message;
	return toFailure(error).message;
}

/** Waits for a tool, until the timeout or Stop at most. */
async function bounded(
	running: Promise<unknown>,
	{ timeout, signal }: ToolLimits,
): Promise<unknown> {
	if (signal?.aborted) throw canceled();
	let end: () => void = () => undefined;
	try {
		return await new Promise((resolve, reject) => {
			const slow = () => reject(new Error(`The tool did not answer within ${timeout} seconds.`));
			const watch = new SilenceWatch(timeout * 1000, slow);
			const stop = () => reject(canceled());
			signal?.addEventListener('abort', stop, { once: true });
			end = () => {
				watch.stop();
				signal?.removeEventListener('abort', stop);
			};
			running.then(resolve, reject);
		});
	} finally {
		end();
	}
}

/** Tools of n8n give text; of anything else Claude gets the JSON. */
function textOf(result: unknown): string {
	if (typeof result === 'string') return result;
	if (result === undefined || result === null) return '';
	return writeJson(result) ?? String(result);
}

function shortened(text: string): string {
	if (text.length <= LONGEST_RESULT) return text;
	return `${text.slice(0, LONGEST_RESULT)}\n[cut off: the result has ${text.length} characters]`;
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
