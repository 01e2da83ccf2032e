import type { Run } from '../../shared/api/pacing/startRun';
import type { ItemContext } from './itemContext';
import { type Items, NodeRun } from './nodeRun';
import type { Operation } from './operation';
import { attempt, concealed } from './outcome';

/** Reads and checks one item; the function that it returns does the work. */
export type Check = (context: ItemContext) => Promise<(run: Run) => Promise<Items>>;

/** How many items are worked on at once. */
const LANES = 10;

/**
 * An operation that makes any number of items of each item. All items are checked before the first request;
 * what a check returns is kept until then, so it has to be small.
 */
export function eachItem(check: Check): Operation {
	return async (context) => {
		const nodeRun = new NodeRun(context);
		const checked = await nodeRun.checkAll(async (item) => {
			const { connection } = item;
			return { connection, work: await check(item) };
		});
		const run = nodeRun.start({ concurrency: LANES });
		const outcomes = await nodeRun.inLanes(
			run,
			checked,
			async ({ connection, work }, itemIndex) => {
				const place = { itemIndex, total: nodeRun.count };
				return concealed(await attempt(place, async () => await work(run)), connection);
			},
		);
		return nodeRun.settle(outcomes);
	};
}
