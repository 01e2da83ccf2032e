import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { canceled } from '../api/clock';
import { Lanes } from '../api/lanes';
import { ModelInfos } from '../api/modelInfo';
import { RunNotes } from '../api/runNotes';
import { type Failure } from '../errors/failure';
import { nodeError } from '../errors/nodeError';
import { errorItem } from '../output/errorItem';
import { type AnsweredItems, answeredItems } from './answeredItems';
import { attempt, failedAt, type Outcome } from './outcome';
import type { PreparedItem } from './operation';
import { chosenOperation, prepareItem } from './prepareItem';
import { reportRun } from './reportRun';

/**
 * Runs the chosen operation for every item and returns one item for each, in the same order.
 *
 * All items are read and checked before the first is sent: with Stop on error, a mistake in the last
 * item costs nothing. Then they are sent in lanes. With Stop on error nothing new starts after a
 * failure; what is on its way finishes, because it is paid for.
 *
 * @throws NodeApiError or NodeOperationError of the first failure, unless the node is set to continue
 */
export async function runItems(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const items = context.getInputData();
	const goOn = context.continueOnFail();
	const answered = answeredItems(context);
	const models = new ModelInfos();
	const operation = items.length === 0 ? undefined : chosenOperation(context);

	const prepared: Array<Outcome<PreparedItem>> = [];
	for (const [itemIndex, item] of items.entries()) {
		const known = answered.get(itemIndex);
		const outcome = known
			? { ok: true as const, value: alreadyAnswered(known) }
			: await attempt(
					itemIndex,
					async () => await prepareItem(context, operation, item, itemIndex, models),
				);
		prepared.push(outcome);
		if (!outcome.ok && !goOn) throw stopped(outcome.failure, itemIndex, answered.size);
	}

	const outcomes = await sendAll(context, prepared, answered, goOn);
	const failed = failedAt(outcomes);
	if (failed !== undefined && !goOn) {
		const count = outcomes.filter((outcome) => outcome?.ok).length;
		throw stopped(failed.failure, failed.itemIndex, count);
	}
	return outcomes.map((outcome, itemIndex) => {
		if (outcome?.ok) return outcome.value;
		return errorItem(outcome?.failure ?? canceled(), itemIndex);
	});

	function stopped(failure: Failure, itemIndex: number, count: number) {
		const progress = { itemIndex, answered: count, total: items.length };
		return nodeError(context.getNode(), failure, progress);
	}
}

/** Sends what was prepared; undefined for items that did not start any more. */
async function sendAll(
	context: IExecuteFunctions,
	prepared: ReadonlyArray<Outcome<PreparedItem>>,
	answered: AnsweredItems,
	goOn: boolean,
): Promise<Array<Outcome<INodeExecutionData> | undefined>> {
	const toSend = prepared.flatMap((outcome) => (outcome.ok ? [outcome.value] : []));
	const signal = context.getExecutionCancelSignal();
	// n8n has one panel for all items, so the first one's value stands for the run.
	const concurrency = toSend[0]?.concurrency ?? 1;
	const primes = toSend.length > 1 && toSend.some(({ caches }) => caches);
	const run = { lanes: new Lanes(concurrency, signal, !primes), notes: new RunNotes(), signal };
	let failed = false;
	const outcomes = await run.lanes.run(
		prepared.length,
		async (itemIndex): Promise<Outcome<INodeExecutionData> | undefined> => {
			const item = prepared[itemIndex];
			if (item?.ok !== true) return item;
			const outcome = await attempt(itemIndex, async () => await item.value.send(run));
			if (outcome.ok) answered.set(itemIndex, outcome.value);
			else failed = true;
			return outcome;
		},
		() => (goOn || !failed) && signal?.aborted !== true,
	);
	reportRun(context, run);
	return outcomes;
}

function alreadyAnswered(item: INodeExecutionData): PreparedItem {
	return { send: async () => item, concurrency: 1, caches: false };
}
