import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

/** The answered items of one node run by their index. */
export type AnsweredItems = Map<number, INodeExecutionData>;

/** What is remembered of a node in one execution: its present run alone, since n8n tries no earlier one again. */
interface Memory {
	runIndex: unknown;
	answered: AnsweredItems;
}

/** By the object that n8n keeps for a node with the data of an execution: the memory goes when they go. */
const memories = new WeakMap<object, Memory>();

/**
 * The items that an earlier try of this very run has answered and paid for. n8n's "Retry On Fail" runs
 * the whole node again; whatever is here need not be asked again. With Continue, n8n decides on another
 * try only after the node has returned, so the memory lasts longer than the run.
 */
export function answeredItems(context: IExecuteFunctions): AnsweredItems {
	if (context.getNode().retryOnFail !== true) return new Map();
	const owner = context.getContext('node');
	const runIndex: unknown = context.getWorkflowDataProxy(0).$runIndex;
	const known = memories.get(owner);
	if (known !== undefined && known.runIndex === runIndex) return known.answered;
	const answered: AnsweredItems = new Map();
	memories.set(owner, { runIndex, answered });
	return answered;
}
