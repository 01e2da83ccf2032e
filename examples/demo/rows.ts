import type { IDataObject, INodeExecutionData, ITaskData } from 'n8n-workflow';
import type { FinishedRun } from '../../test/engine/host';

/** An input item, and the items that it became in the nodes that answer. */
export interface AnsweredRow {
	input: IDataObject;
	answers: Answer[];
}

export interface Answer {
	node: string;
	json: IDataObject;
}

/**
 * The rows of a run in the order of the input.
 *
 * @param from the node that gives the rows
 * @param answeredBy the nodes whose items are wanted, those of their error outputs too
 */
export function answeredRows(
	run: FinishedRun,
	from: string,
	answeredBy: readonly string[],
): AnsweredRow[] {
	const { runData } = run.run.data.resultData;
	const answers = answeredBy.flatMap((node) =>
		(runData[node] ?? []).flatMap((task) =>
			(task.data?.main ?? []).flatMap((items) =>
				(items ?? []).map((item) => ({
					row: rowOf(item, task, from, runData),
					answer: { node, json: item.json },
				})),
			),
		),
	);
	return run.items(from).map(({ json }, index) => ({
		input: json,
		answers: answers.filter(({ row }) => row === index).map(({ answer }) => answer),
	}));
}

/** Each row that was kept of a batch beside its result. */
export function resultRows(
	kept: readonly INodeExecutionData[],
	results: readonly INodeExecutionData[],
): AnsweredRow[] {
	return kept.map(({ json }) => {
		const result = results.find((item) => customIdOf(item) === json.custom_id);
		const answers = result === undefined ? [] : [{ node: 'Get Results', json: result.json }];
		return { input: json, answers };
	});
}

/** A result that failed has it inside its error. */
function customIdOf({ json: { custom_id, error } }: INodeExecutionData): unknown {
	if (typeof error !== 'object' || error === null || !('custom_id' in error)) return custom_id;
	return error.custom_id;
}

/** Which item of the node `from` an item goes back to, from node to node. */
function rowOf(
	{ pairedItem }: INodeExecutionData,
	{ source: [before] }: ITaskData,
	from: string,
	runData: Readonly<Record<string, ITaskData[]>>,
): number | undefined {
	if (typeof pairedItem !== 'object' || Array.isArray(pairedItem) || !before) return undefined;
	const { previousNode, previousNodeOutput = 0, previousNodeRun = 0 } = before;
	if (previousNode === from) return pairedItem.item;
	const task = runData[previousNode]?.[previousNodeRun];
	const parent = task?.data?.main?.[previousNodeOutput]?.[pairedItem.item];
	return task && parent && rowOf(parent, task, from, runData);
}
