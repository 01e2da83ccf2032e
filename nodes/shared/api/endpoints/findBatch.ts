import { Failure } from '../../errors/failure';
import { toFailure } from '../../errors/toFailure';
import type { Run } from '../pacing/startRun';
import type { Connection } from '../transport/connection';
import { type Batch, BATCH_LIMITS, BATCHES_PATH, hasEnded, requestCount } from './batches';
import { readResults } from './batchResults';
import type { CallSettings } from './callApi';
import type { Found } from './doneOnce';
import { latestEntries } from './latestEntries';
import type { Creation, OwnCreations } from './ownCreations';

/** The batch that a creation may have left. */
export interface WantedBatch {
	/** The `custom_id` of each request. */
	customIds: readonly string[];
	creation: Creation;
	/** All of this process. */
	own: OwnCreations;
}

/** A look is one of many, so that it is not repeated by itself. */
const ONE_LOOK = { maxRetries: 0, longestWait: 10 };

/**
 * Looks for a batch among the latest. One that has ended shows its requests, so it is surely the wanted one or
 * another. Of those that run only time and size are known: one is taken for it where it is the only one since the
 * creation began, and no other creation of this process can have made it.
 *
 * @throws Failure where it cannot be looked for
 */
export async function findBatch(
	connection: Connection,
	{ customIds, creation, own }: WantedBatch,
	settings: CallSettings,
	run: Run,
): Promise<Found<Batch>> {
	const list = { path: BATCHES_PATH, limits: BATCH_LIMITS };
	const looking = { ...settings, ...ONE_LOOK };
	const latest = await latestEntries(connection, list, creation.started, looking, run);
	const isSame = (batch: Batch) => requestCount(batch) === customIds.length;
	const isAlike = (batch: Batch) =>
		(isSame(batch) || requestCount(batch) === undefined) && !own.has(batch.id);
	const since = latest.since.filter(isAlike);
	const perhaps = latest.perhaps.filter(isAlike);
	for (const batch of [...since, ...perhaps].filter(hasEnded)) {
		if (await holds(connection, batch, customIds, looking, run)) return { value: batch };
	}
	const running = since.filter((batch) => !hasEnded(batch));
	const [only] = running;
	if (only !== undefined) {
		const isOnly = running.length === 1 && isSame(only);
		const isSure = isOnly && latest.isWhole && !own.hasRival(creation);
		return isSure ? { value: only } : 'doubt';
	}
	return latest.isWhole && perhaps.every(hasEnded) ? 'nothing' : 'doubt';
}

/**
 * Whether a batch that has ended has these requests and no others.
 *
 * @throws Failure of the last attempt
 */
export async function holds(
	connection: Connection,
	batch: Batch,
	customIds: readonly string[],
	settings: CallSettings,
	run: Run,
): Promise<boolean> {
	const expected = new Set(customIds);
	const reading = { id: batch.id, expected: expected.size };
	let isSame = true;
	try {
		// Where the results break off, those that came tell enough.
		await readResults(connection, reading, settings, run, ({ customId }) => {
			// A line that cannot be read may belong to any request.
			if (customId !== '') isSame &&= expected.has(customId);
			// Ends the reading; it can be long.
			if (!isSame) throw another(batch);
		});
	} catch (error) {
		if (isSame) throw toFailure(error);
	}
	return isSame;
}

/** The type of the failure for a batch that was taken for another one. */
export const ANOTHER_BATCH = 'another_batch';

/** The failure for a batch that was taken for another one. */
export function another({ id }: Batch): Failure {
	return new Failure({
		message: `The batch ${id} has other requests than those that were sent`,
		description:
			'It is not known whether the batch of this node was created, because no answer came; this one looked like it. Look for another one with Batch → Get Many before you run the node again.',
		type: ANOTHER_BATCH,
	});
}
