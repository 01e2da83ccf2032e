import { createHash } from 'crypto';
import type { INodeExecutionData } from 'n8n-workflow';
import type { Run } from '../../shared/api/pacing/startRun';
import type { Connection } from '../../shared/api/transport/connection';
import { type AnsweredItems, answeredItems } from './answeredItems';
import type { ItemContext } from './itemContext';
import { type Items, NodeRun } from './nodeRun';
import type { Operation } from './operation';
import { attempt, concealed } from './outcome';

/** Does the work for an item. */
export type Work<Made extends Items = Items> = (run: Run) => Promise<Made>;

/** A work that changes something at the API, so that it must not be done again for an item. */
export interface Change {
	/** What is asked for; equal for the same. */
	asked: readonly unknown[];
	work: Work<INodeExecutionData>;
}

/** Reads and checks one item; what it returns does the work. */
export type Check = (context: ItemContext) => Promise<Change | Work>;

/** How many items are worked on at once. */
const LANES = 10;

/**
 * An operation that makes any number of items of each item. All items are checked before the first request;
 * what a check returns is kept until then, so it has to be small. Nothing of it is paid for, so that no answer
 * is lost with a failure.
 */
export function eachItem(check: Check): Operation {
	return async (context) => {
		const nodeRun = new NodeRun(context);
		const checked = await nodeRun.checkAll(async (item) => {
			const { connection } = item;
			return { connection, todo: await check(item) };
		});
		const run = nodeRun.start({ concurrency: LANES });
		const done = answeredItems(context);
		const outcomes = await nodeRun.inLanes(
			run,
			checked,
			async ({ connection, todo }, itemIndex) => {
				const place = { itemIndex, total: nodeRun.count };
				const work = async () =>
					typeof todo === 'function'
						? await todo(run)
						: await changed(todo, { itemIndex, connection, run, done });
				return concealed(await attempt(place, work), connection);
			},
		);
		return nodeRun.settle(outcomes, { isLost: false });
	};
}

interface Setting {
	itemIndex: number;
	connection: Connection;
	run: Run;
	/** What earlier tries of the same run have done. */
	done: AnsweredItems | undefined;
}

/** Makes a change, unless an earlier try has made it. */
async function changed(
	{ asked, work }: Change,
	{ itemIndex, connection, run, done }: Setting,
): Promise<INodeExecutionData> {
	if (done === undefined) return await work(run);
	const text = JSON.stringify([connection.identity, ...asked]);
	const question = { itemIndex, digest: createHash('sha256').update(text).digest('base64') };
	const known = done.get(question);
	if (known !== undefined) return known;
	const item = await work(run);
	done.set(question, item);
	return item;
}
