import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { type Connection, connect } from '../../shared/api/transport/connection';
import { readCredential } from '../../shared/api/transport/credential';
import { ModelInfos } from '../../shared/api/endpoints/modelInfo';
import { FileInspector } from '../files/fileInspector';
import { panelAdvice } from '../panel/advice';
import { panelOf, type ReadField } from '../../shared/fields/item';

/** What an operation needs to process one item. */
export interface ItemContext {
	item: INodeExecutionData;
	itemIndex: number;
	field: ReadField;
	/** Reads and remembers the heads of files, shared by the items of a run. */
	files: FileInspector;
	/** Whether an agent calls the node as its tool. */
	isTool: boolean;
	/** Connection with the credential of this item. */
	connection: Connection;
	/** The API's info on models, shared by the items of a run. */
	models: ModelInfos;
}

/**
 * Creates the context of each item of a run. Items share what they have in common: the connection of equal
 * credentials, fields without expressions, info on models.
 */
export function itemContexts(
	context: IExecuteFunctions,
): (item: INodeExecutionData, itemIndex: number) => Promise<ItemContext> {
	const files = new FileInspector(context.helpers);
	const connections = new Map<string, Connection>();
	const models = new ModelInfos();
	const panel = panelOf(context);
	const isTool = isToolRun(context);
	return async (item, itemIndex) => {
		const credential = await readCredential(context, itemIndex);
		const identity = JSON.stringify(credential);
		const connection = connections.get(identity) ?? connect(context, credential, panelAdvice);
		connections.set(identity, connection);
		return { item, itemIndex, field: panel(itemIndex), files, isTool, connection, models };
	};
}

/**
 * Whether an agent calls the node as its tool. n8n 1.x lacks `isToolExecution`, but gives a node's tool
 * variant another type.
 */
export function isToolRun(context: IExecuteFunctions): boolean {
	const asks = 'isToolExecution' in context && typeof context.isToolExecution === 'function';
	return asks ? context.isToolExecution() : context.getNode().type.endsWith('Tool');
}
