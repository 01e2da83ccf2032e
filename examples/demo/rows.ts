import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { FinishedRun, WorkflowFile } from '../../test/engine/host';
import type { Row } from './table';

/** From this length on a value without a blank is a file in base64. */
const FILE_LENGTH = 80;

/**
 * Each input item of a run beside the output item that it became, in the order of the input.
 *
 * @param from the node that the input items come from; those that are pinned without it
 */
export function rowsOf(file: WorkflowFile, run: FinishedRun, from?: string): Row[] {
	const inputs = from === undefined ? Object.values(file.pinData ?? {}).flat() : run.items(from);
	const outputs = [...run.items('Claude Messages'), ...run.items('Claude Messages', 1)];
	return inputs.map(({ json }, index) => {
		const output = outputs.find((item) => indexOf(item) === index);
		return { Input: valuesOf(json), ...outcome(output?.json) };
	});
}

/** Each row that was kept of a batch beside its result. */
export function resultRows(
	kept: readonly INodeExecutionData[],
	results: readonly INodeExecutionData[],
): Row[] {
	return kept.map(({ json }) => {
		const result = results.find((item) => customIdOf(item) === json.custom_id);
		return { Input: valuesOf(json), ...outcome(result?.json) };
	});
}

/** A result that failed has it inside its error. */
function customIdOf({ json: { custom_id, error } }: INodeExecutionData): unknown {
	if (typeof error !== 'object' || error === null || !('custom_id' in error)) return custom_id;
	return error.custom_id;
}

function indexOf({ pairedItem }: INodeExecutionData): number | undefined {
	if (typeof pairedItem !== 'object' || Array.isArray(pairedItem)) return undefined;
	return pairedItem.item;
}

function valuesOf(json: IDataObject): string {
	return Object.entries(json)
		.map(([name, value]) => `${name}: ${valueOf(value)}`)
		.join('\n');
}

function valueOf(value: unknown): string {
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	if (text === '') return '(empty)';
	if (text.length < FILE_LENGTH || text.includes(' ')) return text;
	return `(a file of ${Buffer.from(text, 'base64').length} bytes)`;
}

function outcome(json: IDataObject | undefined): Row {
	if (json === undefined) return { Output: '(none)', 'Stop reason': '' };
	const { error, text, output, stop_reason, tool_calls } = json;
	if (typeof error === 'object' && error !== null && 'message' in error) {
		const advice = 'description' in error ? `\n${String(error.description)}` : '';
		return { Output: `${String(error.message)}${advice}`, 'Stop reason': '(failed)' };
	}
	const answer = output === undefined ? String(text) : valuesOf({ output });
	const calls = tool_calls === undefined ? '' : `\n${valuesOf({ tool_calls })}`;
	return { Output: `${answer}${calls}`, 'Stop reason': String(stop_reason) };
}
