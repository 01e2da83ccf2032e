import { entryIn } from '../../entries';
import type { Run } from '../pacing/startRun';
import type { Connection } from '../transport/connection';
import { JsonBody } from '../transport/jsonBody';
import type { WrittenBody } from '../transport/writeBody';
import { type Batch, BATCH_LIMITS, BATCHES_PATH, requestCount } from './batches';
import { callForJson, type CallSettings } from './callApi';
import { doneOnce, isSince } from './doneOnce';
import { listEntries } from './pages';

/** What is to become a batch. */
export interface NewBatch {
	/** Of exact length. */
	body: WrittenBody;
	/** How many requests it has. */
	count: number;
}

/** Batches that this process has created lately, the oldest first; none of them is one whose answer was lost. */
const known = new Set<string>();

/** As many as may be among the latest of a workspace, and more. */
const MOST_KNOWN = 1000;

/** How many of the latest batches are looked at for one that may have been created. */
const LATEST = 20;

/**
 * `POST /v1/messages/batches`. A batch that may have been created although no answer came is looked for, and
 * never created again blindly.
 *
 * @throws Failure of the last attempt, which says so where it cannot be known whether the batch was created
 * @see https://platform.claude.com/docs/en/build-with-claude/batch-processing
 */
export async function createBatch(
	connection: Connection,
	{ body, count }: NewBatch,
	settings: CallSettings,
	run: Run,
): Promise<Batch> {
	const started = Date.now();
	const call = { method: 'POST' as const, path: BATCHES_PATH, limits: BATCH_LIMITS };
	const once = { ...settings, repeats: 'refused' as const };
	const batch = await doneOnce(
		{
			send: async () => {
				const sent = { ...call, body: new JsonBody(body) };
				return (await callForJson(connection, sent, once, run, entryIn)).value;
			},
			find: async () => {
				const list = { path: BATCHES_PATH, limits: BATCH_LIMITS, most: LATEST };
				const latest = await listEntries(connection, list, settings, run);
				return latest.flatMap((entry) => {
					const batch = entryIn(entry);
					if (batch === undefined || known.has(batch.id)) return [];
					return isSince(batch, started) && requestCount(batch) === count ? [batch] : [];
				});
			},
			unknown: `It is not known whether the batch was created: look with Batch → Get Many for one with ${count} requests, created at ${new Date(started).toISOString()} or a little later, before you run the node again.`,
		},
		run,
	);
	remember(batch.id);
	return batch;
}

function remember(id: string): void {
	known.add(id);
	if (known.size <= MOST_KNOWN) return;
	for (const oldest of known) {
		known.delete(oldest);
		return;
	}
}
