import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { type Batch, getBatch, hasEnded, requestCount } from '../../shared/api/endpoints/batches';
import { areGone, readResults } from '../../shared/api/endpoints/batchResults';
import { DEFAULT_SETTINGS } from '../../shared/api/endpoints/callApi';
import type { BatchResult } from '../../shared/api/endpoints/resultLine';
import type { Run } from '../../shared/api/pacing/startRun';
import { inRequestOrder } from '../../shared/customId';
import { Failure } from '../../shared/errors/failure';
import { sentence } from '../../shared/errors/sentence';
import { toFailure } from '../../shared/errors/toFailure';
import { modelRules } from '../../shared/modelTable';
import { show } from '../../shared/words';
import { readBatchId } from '../panel/batchId';
import { readResultsPanel } from '../panel/resultsPanel';
import { OWN_NAMES } from '../output/answerItem';
import { answerIn } from '../output/batchAnswer';
import type { ItemContext } from './itemContext';
import { type Items, NodeRun, type PlacedOutcome } from './nodeRun';
import { attempt, concealed, done, named, type Outcome } from './outcome';
import { type AskedBatch, askedBatches, RowFinder, type ResultRow } from './resultRows';
import { type AnswerShape, shapedAnswer } from './shapedAnswer';

/**
 * Batch → Get Results: an item for each request of a batch, as Send would have made it. Each different batch
 * among the items is read once.
 *
 * @throws NodeApiError or NodeOperationError of the first failure, unless the node is set to continue
 */
export async function getResults(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const nodeRun = new NodeRun(context);
	const checked = await nodeRun.checkAll(async ({ field, item, connection, itemIndex }) => {
		const { includeInput } = readResultsPanel(field).options;
		const customId: unknown = item.json?.custom_id;
		return { id: readBatchId(field('batchId', '')), customId, connection, includeInput, itemIndex };
	});
	const outcomes: Array<Outcome<Items>> = checked.map((each) => (each.ok ? done([]) : each));
	const run = nodeRun.start({ concurrency: 1 });
	for (const asked of askedBatches(checked.flatMap((each) => (each.ok ? [each.value] : [])))) {
		const itemIndex = firstOf(asked);
		const work = async () => await resultsOf(asked, nodeRun, run);
		const outcome = concealed(
			await attempt({ itemIndex, total: nodeRun.count }, work),
			asked.connection,
		);
		if (!outcome.ok && !nodeRun.goOn) throw nodeRun.stopped({ ...outcome, itemIndex });
		if (outcome.ok) outcomes[itemIndex] = done(nodeRun.placed(outcome.value));
		else for (const row of failedRows(asked)) outcomes[row.itemIndex] = outcome;
	}
	nodeRun.report(run);
	return nodeRun.settle(outcomes);
}

/** A batch that fails has one error, and so has every row that waits for its own result. */
function failedRows({ rows }: AskedBatch): ResultRow[] {
	return rows.filter((row, index) => index === 0 || waits(row));
}

function waits({ includeInput, customId }: ResultRow): boolean {
	return includeInput || typeof customId === 'string';
}

function firstOf({ rows }: AskedBatch): number {
	return rows[0]?.itemIndex ?? 0;
}

/** Reads the results of a batch, in the order of its requests. */
async function resultsOf(asked: AskedBatch, nodeRun: NodeRun, run: Run): Promise<PlacedOutcome[]> {
	const { id, connection, rows } = asked;
	const batch = await getBatch(connection, id, DEFAULT_SETTINGS, run);
	if (!hasEnded(batch)) throw notEnded(batch);
	const finder = new RowFinder(rows);
	const results: Array<PlacedOutcome & { customId: string }> = [];
	const reading = { id, expected: requestCount(batch) };
	const take = async (result: BatchResult) => {
		const { customId } = result;
		const row = finder.rowOf(customId);
		const itemIndex = row?.itemIndex ?? firstOf(asked);
		const outcome = await nodeRun.attempt(
			itemIndex,
			async (item) => await shaped(result, row, item, run),
		);
		results.push({ outcome: named(outcome, customId), itemIndex, customId });
	};
	let end: Failure | undefined;
	try {
		end = await readResults(connection, reading, DEFAULT_SETTINGS, run, take);
	} catch (error) {
		throw explained(toFailure(error), batch);
	}
	if (end !== undefined) {
		const outcome = { ok: false as const, failure: connection.conceal(end) };
		const lost = finder.empty().filter(waits);
		const indexes = lost.length === 0 ? [firstOf(asked)] : lost.map(({ itemIndex }) => itemIndex);
		const errors = indexes.map((itemIndex) => ({ outcome, itemIndex }));
		return [...inRequestOrder(results), ...errors];
	}
	const mismatch = finder.mismatch(id);
	if (mismatch !== undefined && rows.some(({ includeInput }) => includeInput)) {
		run.notes.tell(mismatch);
	}
	return inRequestOrder(results);
}

async function shaped(
	result: BatchResult,
	row: ResultRow | undefined,
	context: ItemContext,
	run: Run,
): Promise<INodeExecutionData> {
	const { facts, shapeOf, source } = panelOf(context, run);
	const answer = answerIn(result, context.connection, run, facts);
	return await shapedAnswer(answer, shapeOf(answer.message.model, row !== undefined), source);
}

/** The panel of an item, read once for all results that belong to it. */
const panels = new WeakMap<ItemContext, ReturnType<typeof fetchingPanel>>();

function panelOf(context: ItemContext, run: Run): ReturnType<typeof fetchingPanel> {
	const known = panels.get(context);
	if (known !== undefined) return known;
	const panel = fetchingPanel(context, run);
	panels.set(context, panel);
	return panel;
}

function fetchingPanel(context: ItemContext, run: Run) {
	const { prefill, options, schema, simplify } = readResultsPanel(context.field);
	const onRow = { ...options, isFetched: true };
	const withoutRow = { ...onRow, includeInput: false };
	const shape = (isOnRow: boolean, way: AnswerShape['prefilled']['way']): AnswerShape => ({
		schema,
		simplify,
		options: isOnRow ? onRow : withoutRow,
		prefilled: { prefill, way, conversation: [] },
		names: OWN_NAMES,
	});
	const shapes = new Map<unknown, { onRow: AnswerShape; withoutRow: AnswerShape }>();
	return {
		facts: { prefilled: prefill !== '', batched: true },
		source: { context, connection: context.connection, request: DEFAULT_SETTINGS, run },
		/** @param model a gateway may leave it out */
		shapeOf(model: unknown, isOnRow: boolean): AnswerShape {
			let both = shapes.get(model);
			if (both === undefined) {
				const rules = typeof model === 'string' ? modelRules(model) : undefined;
				const way = rules?.prefill === false ? 'instructed' : 'continued';
				both = { onRow: shape(true, way), withoutRow: shape(false, way) };
				shapes.set(model, both);
			}
			return isOnRow ? both.onRow : both.withoutRow;
		},
	};
}

function notEnded({ id, processing_status: status }: Batch): Failure {
	return new Failure({
		message: `The batch ${id} has no results yet: it is ${stateOf(status)}`,
		description:
			"Most batches end within an hour, all within a day. Run the item again then, or start a workflow with the 'Claude Messages Trigger' node when a batch ends.",
		type: 'batch_not_ended',
		status: 200,
	});
}

/** The failure of results that cannot be had, because they are not kept any more. */
function explained(failure: Failure, { archived_at: at }: Batch): Failure {
	if (typeof at !== 'string' || !areGone(failure)) return failure;
	return failure.with({
		description: 'Results are kept for 29 days, and those of this batch were archived.',
	});
}

/** A server may send anything as the state. */
function stateOf(status: unknown): string {
	return (typeof status === 'string' && sentence(status, 100)) || show(status);
}
