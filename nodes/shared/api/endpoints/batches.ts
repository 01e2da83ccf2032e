import { type Entry, entryIn } from '../../entries';
import { toFailure } from '../../errors/toFailure';
import { isRecord } from '../../json';
import type { Run } from '../pacing/startRun';
import type { Connection } from '../transport/connection';
import { callForJson, type CallSettings } from './callApi';
import { deleteEntry } from './deleteEntry';
import { entryPath } from './entryPath';
import { watched } from './watched';

/** What batches and their lists share of rate limits. */
export const BATCH_LIMITS = 'batches';

/** The list of batches, and where they are created. */
export const BATCHES_PATH = '/v1/messages/batches';

/** A batch as the API tells of it: the SDK's `MessageBatch`, open to more. */
export type Batch = Entry;

/** What tells how far a batch is. */
export const BATCH_FIELDS = [
	'id',
	'processing_status',
	'request_counts',
	'created_at',
	'expires_at',
	'ended_at',
];

/** Whether all requests of a batch have their result. */
export function hasEnded({ processing_status: status }: Batch): boolean {
	return status === 'ended';
}

/** The counts of the API that make up all requests; a gateway may add others. */
const COUNTS = ['processing', 'succeeded', 'errored', 'canceled', 'expired'];

/** How many requests a batch has; undefined where it does not say it in numbers. */
export function requestCount({ request_counts: counts }: Batch): number | undefined {
	if (!isRecord(counts)) return undefined;
	const told = COUNTS.map((name) => counts[name]).filter((count) => (count ?? null) !== null);
	const numbers = told.filter((count) => typeof count === 'number');
	if (told.length === 0 || numbers.length < told.length) return undefined;
	return numbers.reduce((sum, count) => sum + count, 0);
}

/**
 * `GET /v1/messages/batches/{id}`.
 *
 * @throws Failure of the last attempt
 * @see https://platform.claude.com/docs/en/build-with-claude/batch-processing
 */
export async function getBatch(
	connection: Connection,
	id: string,
	settings: CallSettings,
	run: Run,
): Promise<Batch> {
	return await asked(connection, 'GET', entryPath(BATCHES_PATH, id), settings, run);
}

/**
 * `POST /v1/messages/batches/{id}/cancel`: requests that have begun are still answered.
 *
 * @throws Failure of the last attempt
 */
export async function cancelBatch(
	connection: Connection,
	id: string,
	settings: CallSettings,
	run: Run,
): Promise<Batch> {
	const { connection: way, state } = watched(connection);
	try {
		return await asked(way, 'POST', `${entryPath(BATCHES_PATH, id)}/cancel`, settings, run);
	} catch (error) {
		// A second attempt may be refused because the first was carried out.
		const failure = toFailure(error);
		const isRefused = failure.status === 400 && state.mayBeDone;
		const batch = isRefused ? await getBatch(connection, id, settings, run) : undefined;
		if (batch === undefined || batch.processing_status === 'in_progress') throw failure;
		return batch;
	}
}

/** `DELETE /v1/messages/batches/{id}`: only one that has ended. */
export async function deleteBatch(
	connection: Connection,
	id: string,
	settings: CallSettings,
	run: Run,
): Promise<string> {
	const entry = { list: BATCHES_PATH, limits: BATCH_LIMITS, id };
	return await deleteEntry(connection, entry, settings, run);
}

async function asked(
	connection: Connection,
	method: 'GET' | 'POST',
	path: string,
	settings: CallSettings,
	run: Run,
): Promise<Batch> {
	const call = { method, path, limits: BATCH_LIMITS };
	return (await callForJson(connection, call, settings, run, entryIn)).value;
}
