import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Connection } from '../api/connection';
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
}

/** The paid part of an operation: it sends what was prepared and makes the item of the answer. */
export type Send = () => Promise<INodeExecutionData>;

/**
 * An operation for one item, in two steps, so that every item is checked before the first one is paid:
 * the operation reads and checks, and what it returns sends.
 */
export type Operation = (context: ItemContext) => Promise<Send>;
