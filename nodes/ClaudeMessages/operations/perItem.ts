import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { canceled } from '../../shared/api/pacing/clock';
import { startRun } from '../../shared/api/pacing/startRun';
import { type Failure } from '../../shared/errors/failure';
import { nodeError } from '../../shared/errors/nodeError';
import { errorItem } from '../output/errorItem';
import { loadedRequest } from '../request/finishRequest';
import { answeredItems, digestOf } from './answeredItems';
import { breathing } from './breathing';
import { type ItemContext, itemContexts } from './itemContext';
import type { Operation } from './operation';
import { attempt, done, failedAt, type Outcome } from './outcome';
import { type PreparedItem, PreparedItems } from './preparedItems';
import { reportRun } from '../../shared/api/pacing/reportRun';

/** Reads and checks one item, and makes the request to be sent for it. */
export type Prepare = (context: ItemContext) => Promise<PreparedItem>;

/**
 * An operation that turns each item into one item, in the same order.
 *
 * All items are read and checked before the first is sent: with Stop on error, a mistake in the last item
 * costs nothing. Then they are sent in lanes. With Stop on error nothing new starts after a failure; requests
 * in flight finish, because they are paid for.
 *
 * @returns an operation that throws the NodeApiError or NodeOperationError of the first failure, unless the
 * node is set to continue
 */
export function perItem(prepare: Prepare): Operation {
	return async (context) => {
		const items = context.getInputData();
		const goOn = context.continueOnFail();
		const contextOf = itemContexts(context);
		const prepareAt = async (itemIndex: number) => {
			const item = items[itemIndex] ?? { json: {} };
			const place = { itemIndex, total: items.length };
			return await attempt(place, async () => await prepare(await contextOf(item, itemIndex)));
		};

		const checked = await checkAll(items.length, prepareAt, goOn);
		const mistake = failedAt(checked.failures);
		if (mistake !== undefined && !goOn) throw stopped(mistake, 0);

		const outcomes = await sendAll(context, checked, prepareAt, goOn);
		const failed = failedAt(outcomes);
		if (failed !== undefined && !goOn) {
			throw stopped(failed, outcomes.filter((outcome) => outcome?.ok).length);
		}
		return outcomes.map((outcome, itemIndex) => {
			if (outcome?.ok) return outcome.value;
			return errorItem(outcome?.failure ?? canceled(), itemIndex);
		});

		function stopped(at: { failure: Failure; itemIndex: number }, answered: number) {
			const progress = { itemIndex: at.itemIndex, answered, total: items.length };
			return nodeError(context.getNode(), at.failure, progress);
		}
	};
}

type PrepareAt = (itemIndex: number) => Promise<Outcome<PreparedItem>>;

/** The result of checking all items. */
interface Checked {
	/** By item; undefined for an item that may be sent. */
	failures: Array<Outcome<never> | undefined>;
	prepared: PreparedItems;
	/** How many items may be in flight: n8n has one panel for all, so the first item's value applies. */
	concurrency: number;
	/** Whether the first request has to go alone, to write the prompt cache that the others read. */
	primes: boolean;
}

/** Checks all items; with Stop on error, only up to the first mistake. */
async function checkAll(count: number, prepareAt: PrepareAt, goOn: boolean): Promise<Checked> {
	const breathe = breathing();
	const failures: Checked['failures'] = [];
	const prepared = new PreparedItems();
	let first: PreparedItem | undefined;
	let sendable = 0;
	let caches = false;
	for (let itemIndex = 0; itemIndex < count; itemIndex++) {
		await breathe();
		const outcome = await prepareAt(itemIndex);
		failures.push(outcome.ok ? undefined : outcome);
		if (!outcome.ok) {
			if (goOn) continue;
			break;
		}
		first ??= outcome.value;
		sendable++;
		caches ||= outcome.value.caches;
		prepared.keep(itemIndex, outcome.value);
	}
	const concurrency = first?.concurrency ?? 1;
	return { failures, prepared, concurrency, primes: caches && sendable > 1 };
}

/** Sends the checked items; undefined for items that were not started. */
async function sendAll(
	context: IExecuteFunctions,
	{ failures, prepared, concurrency, primes }: Checked,
	prepareAt: PrepareAt,
	goOn: boolean,
): Promise<Array<Outcome<INodeExecutionData> | undefined>> {
	const answered = answeredItems(context);
	const signal = context.getExecutionCancelSignal();
	const log = (message: string) => context.logger.info(message);
	const run = startRun({ concurrency, primes, signal, log });
	let failed = false;

	async function send(itemIndex: number, item: PreparedItem): Promise<INodeExecutionData> {
		const request = await loadedRequest(item.request);
		if (answered === undefined) return await item.send(request, run);
		const question = { itemIndex, digest: digestOf(item.connection.identity, request) };
		const known = answered.get(question);
		if (known !== undefined) return known;
		const answer = await item.send(request, run);
		answered.set(question, answer);
		return answer;
	}

	async function answer(itemIndex: number): Promise<Outcome<INodeExecutionData>> {
		const mistake = failures[itemIndex];
		if (mistake !== undefined) return mistake;
		const kept = prepared.take(itemIndex);
		const item = kept === undefined ? await prepareAt(itemIndex) : done(kept);
		if (!item.ok) return item;
		const place = { itemIndex, total: failures.length };
		const outcome = await attempt(place, async () => await send(itemIndex, item.value));
		if (outcome.ok) return outcome;
		return { ok: false, failure: item.value.connection.conceal(outcome.failure) };
	}

	const outcomes = await run.lanes.run(
		failures.length,
		async (itemIndex) => {
			const outcome = await answer(itemIndex);
			failed ||= !outcome.ok;
			return outcome;
		},
		() => (goOn || !failed) && signal?.aborted !== true,
	);
	reportRun(context, run);
	return outcomes;
}
