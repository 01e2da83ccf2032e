import { entryIn } from '../../entries';
import { wait } from '../pacing/clock';
import type { Run } from '../pacing/startRun';
import type { Connection } from '../transport/connection';
import { JsonBody } from '../transport/jsonBody';
import type { WrittenBody } from '../transport/writeBody';
import { type Batch, BATCH_LIMITS, BATCHES_PATH } from './batches';
import { callForJson, type CallSettings } from './callApi';
import { type Done, doneOnce, Unsure } from './doneOnce';
import { findBatch, type WantedBatch } from './findBatch';
import { lookPause } from './lookPause';
import { type Creation, OwnCreations } from './ownCreations';

/** What is to become a batch. */
export interface NewBatch {
	/** Of exact length. */
	body: WrittenBody;
	/** The `custom_id` of each request. */
	customIds: readonly string[];
}

/** A try to create a batch that may have created it; another try takes it up. */
export interface UnsureBatch {
	creation: Creation;
	how: Unsure;
}

const own = new OwnCreations();

/**
 * `POST /v1/messages/batches`. A batch that may have been created although no answer came is looked for, and
 * never created again blindly.
 *
 * @param before an earlier try to create the same batch
 * @throws Failure where it was not created
 * @see https://platform.claude.com/docs/en/build-with-claude/batch-processing
 */
export async function createBatch(
	connection: Connection,
	{ body, customIds }: NewBatch,
	settings: CallSettings,
	run: Run,
	before?: UnsureBatch,
): Promise<Done<Batch> | UnsureBatch> {
	const count = customIds.length;
	const creation = own.begin(`${connection.identity} ${count}`, before?.creation);
	const post = { method: 'POST' as const, path: BATCHES_PATH, limits: BATCH_LIMITS };
	const send = async (way: Connection): Promise<Batch> => {
		const call = { ...post, body: new JsonBody(body) };
		const once = { ...settings, repeats: 'refused' as const };
		return (await callForJson(way, call, once, run, entryIn)).value;
	};
	const wanted: WantedBatch = { customIds, creation, own };
	const find = async () => await findBatch(connection, wanted, settings, run);
	const since = new Date(creation.started).toISOString();
	const unknown = `It is not known whether the batch was created: look with Batch → Get Many for one with ${count} requests, created at ${since} or a little later, before you run the node again.`;
	const once = { send, find, pause: (looks: number) => lookPause(looks), unknown };
	const outcome = await own.during(
		creation,
		async () => await doneOnce(once, connection, run, before?.how),
	);
	return outcome instanceof Unsure ? { creation, how: outcome } : outcome;
}

/**
 * Looks after Stop for a batch that may have been created.
 *
 * @returns undefined where it is not there, cannot be told from others or cannot be looked for
 */
export async function findAfterStop(
	connection: Connection,
	customIds: readonly string[],
	{ creation }: UnsureBatch,
	settings: CallSettings,
	run: Run,
): Promise<Batch | undefined> {
	const wanted: WantedBatch = { customIds, creation, own };
	for (let looks = 0; ; looks++) {
		const pause = lookPause(looks, true);
		if (pause === undefined) return undefined;
		await wait(pause, run.signal);
		const found = await findBatch(connection.afterStop(), wanted, settings, run).catch(
			() => undefined,
		);
		if (typeof found !== 'object') continue;
		own.end(creation, found.value.id);
		return found.value;
	}
}
