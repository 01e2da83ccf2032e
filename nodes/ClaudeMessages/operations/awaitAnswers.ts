import type { INodeExecutionData } from 'n8n-workflow';
import type { Batch } from '../../shared/api/endpoints/batches';
import { readResults } from '../../shared/api/endpoints/batchResults';
import type { CallSettings } from '../../shared/api/endpoints/callApi';
import { another, ANOTHER_BATCH, holds } from '../../shared/api/endpoints/findBatch';
import type { BatchResult } from '../../shared/api/endpoints/resultLine';
import type { Run } from '../../shared/api/pacing/startRun';
import { Failure } from '../../shared/errors/failure';
import { toFailure } from '../../shared/errors/toFailure';
import { readBatchPanel } from '../panel/batchPanel';
import { awaitBatch, cancelAfterStop, goesOn } from './awaitBatch';
import { answerIn } from '../output/batchAnswer';
import { batchedRequest } from './batchedRequest';
import type { PlannedBatch } from './batchRows';
import type { ItemContext } from './itemContext';
import type { NodeRun } from './nodeRun';
import { named, type Outcome } from './outcome';
import { shapedAnswer } from './shapedAnswer';

/** A batch that is there, and what it was made of. */
export interface OpenBatch {
	batch: Batch;
	plan: PlannedBatch;
	/** Whether it was only found, so that it may be another one. */
	isFound: boolean;
}

/** How batches are waited for. */
export interface Wait {
	nodeRun: NodeRun;
	run: Run;
	settings: CallSettings;
	/** Seconds. */
	longestWait: number;
	cancelOnStop: boolean;
}

/** Takes what became of an item. */
export type Take = (itemIndex: number, outcome: Outcome<INodeExecutionData>) => void;

/**
 * Waits for batches, one after the other, and makes an item of each result, as Send would have done.
 *
 * @throws NodeError when the waiting ends early, with Stop on error
 */
export async function awaitAnswers(
	batches: readonly OpenBatch[],
	waiting: Wait,
	take: Take,
): Promise<void> {
	const since = Date.now();
	const { nodeRun, run } = waiting;
	for (const [number, open] of batches.entries()) {
		const missing = new Set(open.plan.rows);
		const settings = { ...waiting.settings, apiVersion: open.plan.apiVersion };
		try {
			const { connection } = open.plan;
			await awaitBatch(connection, open.batch, { ...waiting, settings, since }, run);
			await checkFound(open, settings, run);
			const lost = await readRows(open, { ...waiting, settings }, (row, outcome) => {
				missing.delete(row);
				take(row.itemIndex, outcome);
			});
			const failure = connection.conceal(lost);
			for (const { itemIndex, customId } of missing) {
				take(itemIndex, { ok: false, failure: failure.with({ customId }) });
			}
		} catch (error) {
			const failure = await ended(error, left(error, batches.slice(number), nodeRun), waiting);
			if (!nodeRun.goOn) throw nodeRun.stopped({ failure });
			for (const { itemIndex } of missing) take(itemIndex, { ok: false, failure });
		}
	}
}

/** @throws Failure for a batch that was taken for this one and has other requests */
async function checkFound(
	{ batch, plan, isFound }: OpenBatch,
	settings: CallSettings,
	run: Run,
): Promise<void> {
	if (!isFound) return;
	const customIds = plan.rows.map(({ customId }) => customId);
	if (!(await holds(plan.connection, batch, customIds, settings, run))) throw another(batch);
}

/** The batches to which a failure matters; one of somebody else is not among them. */
function left(
	error: unknown,
	[failed, ...others]: OpenBatch[],
	{ goOn }: NodeRun,
): readonly OpenBatch[] {
	const isOurs = toFailure(error).type !== ANOTHER_BATCH;
	if (isOurs && failed !== undefined) return [failed, ...others];
	return goOn ? [] : others;
}

/** The failure that ends the waiting for these batches, with what becomes of them. */
export async function ended(
	error: unknown,
	batches: readonly OpenBatch[],
	{ nodeRun, run, settings, cancelOnStop }: Omit<Wait, 'longestWait'>,
): Promise<Failure> {
	let failure = toFailure(error);
	for (const { plan } of batches) failure = plan.connection.conceal(failure);
	const isStopped = run.signal?.aborted === true;
	// With Continue the others are waited for, but not after Stop.
	const left = isStopped || !nodeRun.goOn ? batches : batches.slice(0, 1);
	if (!isStopped || !cancelOnStop) {
		return goesOn(
			failure,
			left.map(({ batch }) => batch.id),
		);
	}
	for (const { plan, batch } of left) {
		failure = await cancelAfterStop(plan.connection, batch.id, settings, failure);
	}
	return failure;
}

type TakeRow = (row: PlannedBatch['rows'][number], outcome: Outcome<INodeExecutionData>) => void;

/** @returns the failure of the rows without a result */
async function readRows(
	{ batch, plan }: OpenBatch,
	{ nodeRun, run, settings }: Wait,
	take: TakeRow,
): Promise<Failure> {
	let lost = withoutResult(batch.id);
	const rows = new Map(plan.rows.map((row) => [row.customId, row]));
	const reading = { id: batch.id, expected: rows.size };
	const end = await readResults(plan.connection, reading, settings, run, async (result) => {
		const row = rows.get(result.customId);
		if (result.customId === '') lost = unreadResult(batch.id);
		if (row === undefined) return;
		const shape = async (item: ItemContext) => await shaped(result, item, settings, run);
		const outcome = named(await nodeRun.attempt(row.itemIndex, shape), result.customId);
		take(row, outcome.ok || nodeRun.goOn ? outcome : keptAt(batch.id, outcome.failure));
	});
	return end ?? lost;
}

function withoutResult(id: string): Failure {
	return new Failure({
		message: `The results of the batch ${id} hold none for this item`,
		description: 'Look at the batch in the Claude Console, or send the item.',
		type: 'invalid_response',
		status: 200,
	});
}

/** For a row whose answer may be there, so that it is not paid for again. */
function unreadResult(id: string): Failure {
	return new Failure({
		message: `A result of the batch ${id} could not be read: it may be that of this item`,
		description: 'Look at the batch in the Claude Console: the answer may be there, and paid for.',
		type: 'invalid_response',
		status: 200,
	});
}

/** The failure that ends the workflow: the other answers are not lost. */
function keptAt(id: string, failure: Failure): Outcome<INodeExecutionData> {
	const description = `${failure.description} The other answers of the batch ${id} can be had for 29 days with Batch → Get Results.`;
	return { ok: false, failure: failure.with({ description }) };
}

/** The panel is read anew: what is needed of it would be too much to keep for all items. */
async function shaped(
	result: BatchResult,
	context: ItemContext,
	settings: CallSettings,
	run: Run,
): Promise<INodeExecutionData> {
	const { schema, simplify, options, ...panel } = readBatchPanel(context.field);
	const { connection, request, prefilled, caches, names } = await batchedRequest(
		{ ...panel, schema, simplify, options },
		context,
	);
	const answer = answerIn(result, connection, run, request.facts);
	if (caches) run.notes.cached(answer.message);
	return await shapedAnswer(
		answer,
		{ schema, simplify, options, prefilled, names },
		{ context, connection, request: settings, run },
	);
}
