import type { Failure } from '../../errors/failure';
import { toFailure } from '../../errors/toFailure';
import type { Run } from '../pacing/startRun';
import type { Connection } from '../transport/connection';
import { BATCH_LIMITS, BATCHES_PATH } from './batches';
import { BatchReading } from './batchReading';
import { callApi, type CallSettings } from './callApi';
import { entryPath } from './entryPath';
import type { BatchResult } from './resultLine';

/** Which batch is read, and how many results there have to be. */
export interface ResultsOf {
	id: string;
	/** Undefined where the batch does not say it. */
	expected: number | undefined;
}

/** Whether the results cannot be had any more, because they were archived or deleted. */
export function areGone({ status }: Failure): boolean {
	return GONE.includes(status ?? 0);
}

const GONE = [400, 404, 410];

/**
 * `GET /v1/messages/batches/{id}/results`, line by line in the API's own order. A stream that breaks is read
 * anew, and what was taken before is passed over. A line that cannot be read is taken as a result of the type
 * `UNREADABLE`, last of all where it does not name its request: the others do not depend on it.
 *
 * @param take gets each result once
 * @returns the failure that ended the reading before all results had come, where some were taken
 * @throws Failure of the last attempt where none was taken, and on Stop
 */
export async function readResults(
	connection: Connection,
	{ id, expected }: ResultsOf,
	settings: CallSettings,
	run: Run,
	take: (result: BatchResult) => Promise<void> | void,
): Promise<Failure | undefined> {
	const call = {
		method: 'GET' as const,
		path: `${entryPath(BATCHES_PATH, id)}/results`,
		limits: BATCH_LIMITS,
		stream: true,
	};
	const reading = new BatchReading(connection, expected, take);
	let end: Failure | undefined;
	try {
		await callApi(connection, call, settings, run, async (answer) => await reading.read(answer));
	} catch (error) {
		end = toFailure(error);
		if (reading.count === 0 || end.type === 'canceled') throw end;
	}
	await reading.takeUnread();
	return end;
}
