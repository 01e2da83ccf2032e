import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { connect } from '../api/connection';
import { readCredential } from '../api/credential';
import type { ModelInfos } from '../api/modelInfo';
import { type Failure, invalidInput } from '../errors/failure';
import { fieldsOf } from '../panel/item';
import { operationFor } from './index';
import type { Operation, PreparedItem } from './operation';

/** The operation that is chosen; it takes no expressions, so it is the same for all items. */
export function chosenOperation(context: IExecuteFunctions): Operation | undefined {
	const field = fieldsOf(context, 0);
	return operationFor(field('resource', ''), field('operation', ''));
}

/**
 * Reads and checks one item.
 *
 * @throws Failure for every mistake of the user
 */
export async function prepareItem(
	context: IExecuteFunctions,
	operation: Operation | undefined,
	item: INodeExecutionData,
	itemIndex: number,
	models: ModelInfos,
): Promise<PreparedItem> {
	if (operation === undefined) throw unknownOperation();
	const field = fieldsOf(context, itemIndex);
	const connection = connect(context, await readCredential(context, itemIndex));
	const { helpers } = context;
	const tool = isTool(context);
	return await operation({ item, itemIndex, field, helpers, isTool: tool, connection, models });
}

/** n8n 1.x has no such question, but gives the tool's variant of a node another type. */
function isTool(context: IExecuteFunctions): boolean {
	const { type } = context.getNode();
	const asks = 'isToolExecution' in context && typeof context.isToolExecution === 'function';
	return asks ? context.isToolExecution() : type.endsWith('Tool');
}

/** n8n adds a "Custom API Call" of its own to nodes like this one. */
function unknownOperation(): Failure {
	return invalidInput(
		"This node cannot do what is chosen in 'Resource' and 'Operation'",
		"Choose 'Message', and 'Send' or 'Count Tokens'. For any other call of the API use n8n's HTTP Request node with the same credential.",
	);
}
