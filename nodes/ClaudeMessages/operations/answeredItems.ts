import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

/** The answered items of one node run by their index. */
export type AnsweredItems = Map<number, INodeExecutionData>;

/** So many runs are remembered at most; the oldest is forgotten first. */
const MAX_RUNS = 200;

const runs = new Map<string, AnsweredItems>();

/**
 * The items that an earlier try of this very run has answered and paid for. n8n's "Retry On Fail" runs
 * the whole node again; whatever is here need not be asked again. With Continue, n8n decides on another
 * try only after the node has returned, so the memory lasts until the execution ends.
 */
export function answeredItems(context: IExecuteFunctions): AnsweredItems {
	const node = context.getNode();
	const executionId = context.getExecutionId();
	if (node.retryOnFail !== true || !executionId) return new Map();
	const run: unknown = context.getWorkflowDataProxy(0).$runIndex;
	const key = [executionId, context.getWorkflow().id, node.id, String(run)].join('\n');
	const known = runs.get(key);
	if (known !== undefined) return known;
	const answered: AnsweredItems = new Map();
	runs.set(key, answered);
	for (const oldest of [...runs.keys()].slice(0, -MAX_RUNS)) runs.delete(oldest);
	context.onExecutionFinish?.(() => runs.delete(key));
	return answered;
}

/** How many runs are remembered now. */
export function rememberedRuns(): number {
	return runs.size;
}
