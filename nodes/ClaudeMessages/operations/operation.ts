import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Connection } from '../api/connection';
import type { ModelInfos } from '../api/modelInfo';
import type { Run } from '../api/withRetries';
import type { ReadField } from '../panel/item';

/** What an operation sees of one item. */
export interface ItemContext {
	item: INodeExecutionData;
	itemIndex: number;
	field: ReadField;
	helpers: IExecuteFunctions['helpers'];
	/** Whether an agent calls the node as its tool. */
	isTool: boolean;
	/** With the credential as it is for this item. */
	connection: Connection;
	/** What the API tells of models, shared by the items of a run. */
	models: ModelInfos;
}

/** An item that was read and checked, but not paid for yet. */
export interface PreparedItem {
	/** Sends it and makes the item of the answer. */
	send(run: Run): Promise<INodeExecutionData>;
	/** How many items may be on their way at once. */
	concurrency: number;
	/** Whether it writes into a prompt cache that the others can read. */
	caches: boolean;
}

/**
 * An operation for one item, in two steps, so that every item is checked before the first one is paid:
 * the operation reads and checks, and what it returns sends.
 */
export type Operation = (context: ItemContext) => Promise<PreparedItem>;
