import type { INodeExecutionData } from 'n8n-workflow';
import { BATCH_FIELDS, type Batch } from '../shared/api/endpoints/batches';
import { picked } from '../shared/entries';
import { areGone } from '../shared/api/endpoints/batchResults';
import type { Failure } from '../shared/errors/failure';
import { toFailure } from '../shared/errors/toFailure';
import { minus } from './instants';
import type { Unread } from './memory';
import type { Output } from './panel';
import { lostResults, type Reading, resultItems } from './resultItems';

/** What a poll works with. */
export interface Poll extends Reading {
	output: Output;
}

/** The items of batches, and what became of those that could not be read. */
export interface Told {
	items: INodeExecutionData[];
	unread: Unread[];
	/** The last one. */
	failure: Failure | undefined;
}

/**
 * Reads batches, however many of them cannot be read. Whose results can no longer exist is given up, which is
 * told by an item.
 *
 * @param news read all of them
 * @param unread of earlier polls; some of them wait for the next poll where too many cannot be read
 */
export async function told(
	news: readonly Unread[],
	unread: readonly Unread[],
	poll: Poll,
	present: string,
): Promise<Told> {
	const all: Told = { items: [], unread: [], failure: undefined };
	let failures = 0;
	const read = async (each: Unread) => {
		try {
			for (const item of await itemsOf(each.batch, poll)) all.items.push(item);
		} catch (error) {
			failures++;
			all.failure = poll.connection.conceal(toFailure(error));
			if (each.created >= minus(present, RESULTS_LIVE)) all.unread.push(each);
			else all.items.push(lostResults(each.batch, givenUp(all.failure)));
		}
	};
	for (const each of news) await read(each);
	failures = 0;
	for (const each of fromAnywhere(unread)) {
		if (failures < MOST_FAILURES) await read(each);
		else all.unread.push(each);
	}
	return all;
}

/** Milliseconds for which results can be had, from the creation of their batch on. */
const RESULTS_LIVE = 29 * 24 * 3_600_000;

/** After so many failures a poll leaves the rest to the next one. */
const MOST_FAILURES = 10;

/** The list from some place on, and then its beginning: so each has its turn, also where n8n forgets the order. */
function fromAnywhere<Value>(list: readonly Value[]): Value[] {
	const start = Math.floor(Math.random() * list.length);
	return [...list.slice(start), ...list.slice(0, start)];
}

function givenUp(failure: Failure): Failure {
	const description =
		'The results could not be read in the 29 days for which they can be had. The trigger no longer asks for them.';
	return failure.with({ description });
}

/** @throws Failure where the results may be had later */
export async function itemsOf(batch: Batch, poll: Poll): Promise<INodeExecutionData[]> {
	if (poll.output === 'batch') {
		return [{ json: poll.simplify ? picked(batch, BATCH_FIELDS) : { ...batch } }];
	}
	try {
		return await resultItems(batch, poll);
	} catch (error) {
		const failure = poll.connection.conceal(toFailure(error));
		if (!areGone(failure)) throw failure;
		return [lostResults(batch, failure)];
	}
}
