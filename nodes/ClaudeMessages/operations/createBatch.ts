import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Batch } from '../../shared/api/endpoints/batches';
import { type CallSettings, DEFAULT_SETTINGS } from '../../shared/api/endpoints/callApi';
import type { MessageRequest } from '../../shared/api/endpoints/createMessage';
import { batchItem, rowItem } from '../output/batchItem';
import { type BatchPanel, readBatchPanel } from '../panel/batchPanel';
import { loadedRequest } from '../request/finishRequest';
import { awaitAnswers, ended, type OpenBatch } from './awaitAnswers';
import { batchedRequest, preparedRequest } from './batchedRequest';
import { customIdOf } from '../../shared/customId';
import { bodyDigest } from './answeredItems';
import { type BatchRow, plannedBatches } from './batchRows';
import { createBatches } from './createBatches';
import { type Items, NodeRun } from './nodeRun';
import { done, failedAt, type Outcome } from './outcome';
import { PreparedItems } from './preparedItems';

/** What decides about the whole run. n8n has one panel for all items, so the first one's counts. */
interface Whole {
	simplify: boolean;
	returnRows: boolean;
	waitForCompletion: boolean;
	/** Seconds. */
	longestWait: number;
	cancelOnStop: boolean;
	settings: CallSettings;
}

/**
 * Batch → Create: every item becomes a request of a batch. All items are checked before anything is sent;
 * then the bodies go out as one stream, and what was not kept of them is prepared once more.
 *
 * @throws NodeApiError or NodeOperationError of the first failure, unless the node is set to continue
 */
export async function createBatch(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const nodeRun = new NodeRun(context);
	const kept = new PreparedItems<{ request: MessageRequest }>();
	let whole: Whole | undefined;
	const checked = await nodeRun.checkAll(async (item): Promise<BatchRow> => {
		const { itemIndex } = item;
		const panel = readBatchPanel(item.field);
		const { request, connection } = await batchedRequest(panel, item);
		whole ??= wholeOf(panel);
		kept.keep(itemIndex, { request });
		const { body, apiVersion, betas } = await loadedRequest(request);
		const customId = customIdOf(itemIndex, bodyDigest(body));
		return { itemIndex, customId, byteLength: body.byteLength, connection, apiVersion, betas };
	});
	const outcomes: Array<Outcome<Items> | undefined> = checked.map((each) =>
		each.ok ? undefined : each,
	);
	if (whole === undefined) return nodeRun.settle(outcomes);
	const run = nodeRun.start({ concurrency: 1 });
	const making = { ...whole, nodeRun, run };
	const plans = plannedBatches(checked.flatMap((each) => (each.ok ? [each.value] : [])));
	const requestOf = async (itemIndex: number) =>
		await loadedRequest(
			kept.get(itemIndex)?.request ?? (await nodeRun.again(itemIndex, preparedRequest)),
		);
	const created = await createBatches(context, plans, { ...making, requestOf });
	// A batch may be waited for all day.
	kept.clear();
	const open = created.flatMap((batch, number): OpenBatch[] => {
		const plan = plans[number];
		if (!batch.ok || plan === undefined) return [];
		const { value, isFound } = batch.value;
		return [{ batch: value, plan, isFound }];
	});
	const failed = failedAt(created);
	if (failed !== undefined && !nodeRun.goOn) {
		throw nodeRun.stopped({ failure: await ended(failed.failure, open, making) });
	}
	for (const [number, { rows }] of plans.entries()) {
		const batch = created[number];
		if (batch?.ok !== true) for (const { itemIndex } of rows) outcomes[itemIndex] = batch;
	}
	if (whole.waitForCompletion) {
		await awaitAnswers(open, making, (itemIndex, outcome) => {
			outcomes[itemIndex] = outcome;
		});
		nodeRun.report(run);
		return nodeRun.settle(outcomes, { isLost: false });
	}
	nodeRun.report(run);
	for (const { batch, plan } of open) {
		const items = itemsOf(batch, plan.rows, whole, nodeRun);
		for (const [place, { itemIndex }] of plan.rows.entries()) {
			outcomes[itemIndex] = done(items[place] ?? []);
		}
	}
	return nodeRun.settle(outcomes);
}

function wholeOf({ simplify, options }: BatchPanel): Whole {
	const { cancelOnStop, maxRetries, returnRows, timeout, waitForCompletion } = options;
	return {
		simplify,
		returnRows,
		waitForCompletion,
		longestWait: options.longestBatchWait,
		cancelOnStop,
		settings: { ...DEFAULT_SETTINGS, maxRetries, timeout },
	};
}

/** One item for the batch, paired with all of its rows; or the rows. */
function itemsOf(
	batch: Batch,
	rows: readonly BatchRow[],
	{ simplify, returnRows }: Whole,
	nodeRun: NodeRun,
): INodeExecutionData[] {
	if (returnRows) {
		return rows.map(({ itemIndex, customId }) =>
			rowItem(batch.id, customId, { item: nodeRun.item(itemIndex), itemIndex }),
		);
	}
	const pairedItem = rows.map(({ itemIndex }) => ({ item: itemIndex }));
	return [{ ...batchItem(batch, { simplify, itemIndex: 0 }), pairedItem }];
}
