import type { INodeExecutionData } from 'n8n-workflow';
import type { Run } from '../../shared/api/pacing/startRun';
import { loadedRequest } from '../request/finishRequest';
import { type AnsweredItems, answeredItems, digestOf } from './answeredItems';
import type { ItemContext } from './itemContext';
import { NodeRun } from './nodeRun';
import type { Operation } from './operation';
import { attempt, concealed, done } from './outcome';
import { type PreparedItem, PreparedItems } from './preparedItems';

/** Reads and checks one item, up to the request that is to be sent for it. */
export type Prepare = (context: ItemContext) => Promise<PreparedItem>;

/**
 * An operation that makes one item of each item, in the same order.
 *
 * All items are read and checked before the first is sent: with Stop on error, a mistake in the last
 * item costs nothing. Then they are sent in lanes. With Stop on error nothing new starts after a
 * failure; what is on its way finishes, because it is paid for.
 *
 * @param settings whether the answers are told to a chat or webhook while they come
 * @returns an operation that throws the NodeApiError or NodeOperationError of the first failure, unless
 *   the node is set to continue
 */
export function perItem(prepare: Prepare, settings: { tells?: boolean } = {}): Operation {
	return async (context) => {
		const nodeRun = new NodeRun(context, settings);
		const prepared = new PreparedItems();
		let first: PreparedItem | undefined;
		let sendable = 0;
		let caches = false;
		const checked = await nodeRun.checkAll(async (item) => {
			const itemPrepared = await prepare(item);
			first ??= itemPrepared;
			sendable++;
			caches ||= itemPrepared.caches;
			prepared.keep(item.itemIndex, itemPrepared);
		});
		// n8n has one panel for all items, so the first one's Concurrency counts.
		const run = nodeRun.start({
			concurrency: first?.concurrency ?? 1,
			primes: caches && sendable > 1,
		});
		const answered = answeredItems(context);
		const outcomes = await nodeRun.inLanes(run, checked, async (_, itemIndex) => {
			const kept = prepared.take(itemIndex);
			const item = kept === undefined ? await nodeRun.attempt(itemIndex, prepare) : done(kept);
			if (!item.ok) return item;
			const { value } = item;
			const sent = await attempt(
				{ itemIndex, total: nodeRun.count },
				async () => await send(itemIndex, value, run, answered),
			);
			return concealed(sent, value.connection);
		});
		return nodeRun.settle(outcomes);
	};
}

/** Sends an item, unless an earlier try has answered it. */
async function send(
	itemIndex: number,
	item: PreparedItem,
	run: Run,
	answered: AnsweredItems | undefined,
): Promise<INodeExecutionData> {
	const request = await loadedRequest(item.request);
	if (answered === undefined) return await item.send(request, run);
	const question = { itemIndex, digest: digestOf(item.connection.identity, request) };
	const known = answered.get(question);
	if (known !== undefined) return known;
	const answer = await item.send(request, run);
	answered.set(question, answer);
	return answer;
}
