import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { connect, CREDENTIAL } from '../api/connection';
import { type Failure, invalidInput, INVALID_INPUT } from '../errors/failure';
import { nodeError } from '../errors/nodeError';
import { toFailure } from '../errors/toFailure';
import { errorItem } from '../output/errorItem';
import { fieldsOf } from '../panel/item';
import { operationFor } from './index';
import type { Send } from './operation';

type Outcome<Value> = { ok: true; value: Value } | { ok: false; failure: Failure };

/**
 * Runs the chosen operation for every item and returns one item for each, in the same order.
 *
 * All items are read and checked before the first is sent: with Stop on error, a mistake in the last
 * item costs nothing.
 *
 * @throws NodeApiError or NodeOperationError of the first failure, unless the node is set to continue
 */
export async function runItems(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const items = context.getInputData();
	const goOn = context.continueOnFail();
	const prepared: Array<Outcome<Send>> = [];
	for (const itemIndex of items.keys()) {
		const outcome = await attempt(() => prepare(context, itemIndex), itemIndex);
		if (!outcome.ok && !goOn) throw stop(outcome.failure, itemIndex, 0);
		prepared.push(outcome);
	}
	const results: INodeExecutionData[] = [];
	for (const [itemIndex, send] of prepared.entries()) {
		const outcome = send.ok ? await attempt(send.value, itemIndex) : send;
		if (!outcome.ok && !goOn) throw stop(outcome.failure, itemIndex, itemIndex);
		results.push(outcome.ok ? outcome.value : errorItem(outcome.failure, itemIndex));
	}
	return results;

	function stop(failure: Failure, itemIndex: number, answered: number) {
		return nodeError(context.getNode(), failure, { itemIndex, answered, total: items.length });
	}
}

/** Reads and checks one item; what it returns sends it. */
async function prepare(context: IExecuteFunctions, itemIndex: number): Promise<Send> {
	const field = fieldsOf(context, itemIndex);
	const operation = operationFor(field('resource', ''), field('operation', ''));
	if (operation === undefined) throw unknownOperation();
	const connection = connect(context, await context.getCredentials(CREDENTIAL, itemIndex));
	const item = context.getInputData()[itemIndex] ?? { json: {} };
	const { helpers } = context;
	return await operation({ item, itemIndex, field, helpers, isTool: isTool(context), connection });
}

/** n8n 1.x has no such question, but gives the tool's variant of a node another type. */
function isTool(context: IExecuteFunctions): boolean {
	const { type } = context.getNode();
	const asks = 'isToolExecution' in context && typeof context.isToolExecution === 'function';
	return asks ? context.isToolExecution() : type.endsWith('Tool');
}

function unknownOperation(): Failure {
	return invalidInput(
		"This node cannot do what is chosen in 'Resource' and 'Operation'",
		"Choose 'Message' and 'Send'. For any other call of the API use n8n's HTTP Request node with the same credential.",
	);
}

async function attempt<Value>(
	work: () => Promise<Value>,
	itemIndex: number,
): Promise<Outcome<Value>> {
	try {
		return { ok: true, value: await work() };
	} catch (error) {
		return { ok: false, failure: ofItem(toFailure(error), itemIndex) };
	}
}

/** The API's own sentences stay as they are; what the node says names the item, counted as n8n counts. */
function ofItem(failure: Failure, itemIndex: number): Failure {
	if (failure.type !== INVALID_INPUT) return failure;
	return invalidInput(`${failure.message} [item ${itemIndex}]`, failure.description);
}
