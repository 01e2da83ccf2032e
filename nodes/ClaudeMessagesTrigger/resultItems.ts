import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { answerItem, type ItemShape, OWN_NAMES } from '../ClaudeMessages/output/answerItem';
import { answerIn } from '../ClaudeMessages/output/batchAnswer';
import { errorOf } from '../ClaudeMessages/output/errorItem';
import { ASK_OTHERWISE, stopFailure, type StopRules } from '../ClaudeMessages/output/stopReason';
import { type Batch, requestCount } from '../shared/api/endpoints/batches';
import { readResults } from '../shared/api/endpoints/batchResults';
import { DEFAULT_SETTINGS } from '../shared/api/endpoints/callApi';
import type { BatchResult } from '../shared/api/endpoints/resultLine';
import type { Run } from '../shared/api/pacing/startRun';
import type { Connection } from '../shared/api/transport/connection';
import { inRequestOrder } from '../shared/customId';
import type { Failure } from '../shared/errors/failure';
import { toFailure } from '../shared/errors/toFailure';

/** How the results of a batch are read. */
export interface Reading {
	connection: Connection;
	run: Run;
	simplify: boolean;
}

/**
 * An item for each result of a batch, in the order of its requests, as Batch → Get Results gives it without
 * any option; each has the `batch_id`.
 *
 * @throws Failure of the last attempt
 */
export async function resultItems(batch: Batch, reading: Reading): Promise<INodeExecutionData[]> {
	const { connection, run } = reading;
	const items: Array<{ customId: string; json: IDataObject }> = [];
	const { id } = batch;
	const wanted = { id, expected: requestCount(batch) };
	const end = await readResults(connection, wanted, DEFAULT_SETTINGS, run, (result) => {
		items.push({ customId: result.customId, json: resultJson(id, result, reading) });
	});
	const told = inRequestOrder(items).map(({ json }) => ({ json }));
	return end === undefined ? told : [...told, lostResults(batch, connection.conceal(end))];
}

/** The item for results that are missing. */
export function lostResults({ id }: Batch, failure: Failure): INodeExecutionData {
	return { json: errorJson(id, failure) };
}

function resultJson(id: string, result: BatchResult, reading: Reading): IDataObject {
	const { customId } = result;
	try {
		return { ...answerJson(result, reading), custom_id: customId, batch_id: id };
	} catch (error) {
		return errorJson(
			id,
			reading.connection.conceal(toFailure(error)).with({ customId: customId || undefined }),
		);
	}
}

function errorJson(id: string, failure: Failure): IDataObject {
	return { error: { ...errorOf(failure), batch_id: id } };
}

function answerJson(result: BatchResult, { connection, run, simplify }: Reading): IDataObject {
	const answer = answerIn(result, connection, run);
	const refused = stopFailure(answer, DEFAULT_RULES, false);
	// The trigger has no option that would let it pass.
	if (refused !== undefined) throw refused.with({ description: ASK_OTHERWISE });
	const shape = { ...DEFAULT_SHAPE, simplify, hide: connection.hide };
	return answerItem(answer, shape).json;
}

/** As Get Results has them while no option is added. */
const DEFAULT_RULES: StopRules = { failOnRefusal: true, failOnTruncation: false };

const DEFAULT_SHAPE: Omit<ItemShape, 'hide' | 'simplify'> = {
	names: OWN_NAMES,
	options: {
		includeConversation: false,
		includeInput: false,
		includePrefill: true,
		includeSteps: false,
	},
	prefilled: { prefill: '', way: 'continued', conversation: [] },
	item: { json: {} },
	itemIndex: 0,
	made: { binary: undefined, errors: [] },
};
