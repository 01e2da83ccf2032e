import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Batch } from '../../shared/api/endpoints/batches';
import type { MessageRequest } from '../../shared/api/endpoints/createMessage';
import { batchItem, rowItem } from '../output/batchItem';
import { type BatchPanel, readBatchPanel } from '../panel/batchPanel';
import { batchedBody } from '../request/batchedBody';
import { loadedRequest } from '../request/finishRequest';
import { type BatchRow, customIdOf, plannedBatches } from './batchRows';
import { createBatches } from './createBatches';
import type { ItemContext } from './itemContext';
import { type Items, NodeRun } from './nodeRun';
import { done, type Outcome } from './outcome';
import { PreparedItems } from './preparedItems';
import { type ItemRequest, requestFor } from './requestFor';

/** What decides about the whole run. n8n has one panel for all items, so the first one's counts. */
interface Whole {
	simplify: boolean;
	returnRows: boolean;
	settings: { maxRetries: number | undefined; timeout: number };
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
		const customId = customIdOf(itemIndex, body);
		return { itemIndex, customId, byteLength: body.byteLength, connection, apiVersion, betas };
	});
	const outcomes: Array<Outcome<Items> | undefined> = checked.map((each) =>
		each.ok ? undefined : each,
	);
	if (whole === undefined) return nodeRun.settle(outcomes);
	const { settings } = whole;
	const run = nodeRun.start({ concurrency: 1 });
	const plans = plannedBatches(checked.flatMap((each) => (each.ok ? [each.value] : [])));
	const requestOf = async (itemIndex: number) =>
		await loadedRequest(
			kept.get(itemIndex)?.request ?? (await nodeRun.again(itemIndex, preparedRequest)),
		);
	const created = await createBatches(context, plans, { nodeRun, run, settings, requestOf });
	nodeRun.report(run);
	for (const [number, { rows }] of plans.entries()) {
		const batch = created[number];
		const items = batch?.ok ? itemsOf(batch.value, rows, whole, nodeRun) : [];
		for (const [place, { itemIndex }] of rows.entries()) {
			outcomes[itemIndex] = batch?.ok ? done(items[place] ?? []) : batch;
		}
	}
	return nodeRun.settle(outcomes);
}

function wholeOf({ simplify, options }: BatchPanel): Whole {
	const { maxRetries, returnRows, timeout } = options;
	return { simplify, returnRows, settings: { maxRetries, timeout } };
}

async function batchedRequest(panel: BatchPanel, item: ItemContext): Promise<ItemRequest> {
	return await requestFor(panel, item, { strip: batchedBody });
}

async function preparedRequest(item: ItemContext): Promise<MessageRequest> {
	return (await batchedRequest(readBatchPanel(item.field), item)).request;
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
