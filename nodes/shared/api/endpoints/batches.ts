import { type Entry, entryIn } from '../../entries';
import { Failure } from '../../errors/failure';
import { requestIdOf } from '../../errors/httpAnswer';
import { isRecord, parseJson } from '../../json';
import type { Run } from '../pacing/startRun';
import type { Connection } from '../transport/connection';
import { linesOf } from '../transport/lines';
import { brokenOff, checkSize, type OpenAnswer } from '../transport/openAnswer';
import { callApi, callForJson, type CallSettings } from './callApi';
import { entryPath } from './entryPath';

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

/** How many requests a batch has. */
export function requestCount({ request_counts: counts }: Batch): number {
	if (!isRecord(counts)) return 0;
	const numbers = Object.values(counts).filter((count) => typeof count === 'number');
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

/** `POST /v1/messages/batches/{id}/cancel`: requests that have begun are still answered. */
export async function cancelBatch(
	connection: Connection,
	id: string,
	settings: CallSettings,
	run: Run,
): Promise<Batch> {
	return await asked(connection, 'POST', `${entryPath(BATCHES_PATH, id)}/cancel`, settings, run);
}

/** `DELETE /v1/messages/batches/{id}`: only one that has ended. */
export async function deleteBatch(
	connection: Connection,
	id: string,
	settings: CallSettings,
	run: Run,
): Promise<string> {
	return (await asked(connection, 'DELETE', entryPath(BATCHES_PATH, id), settings, run)).id;
}

async function asked(
	connection: Connection,
	method: 'DELETE' | 'GET' | 'POST',
	path: string,
	settings: CallSettings,
	run: Run,
): Promise<Batch> {
	const call = { method, path, limits: BATCH_LIMITS };
	return (await callForJson(connection, call, settings, run, entryIn)).value;
}

/** One line of a batch's results. */
export interface BatchResult {
	customId: string;
	/** The SDK's `MessageBatchResult`, by its type. */
	result: Record<string, unknown>;
}

/**
 * `GET /v1/messages/batches/{id}/results`, line by line in the API's own order. A stream that breaks is read
 * anew, and what was taken before is passed over.
 *
 * @param expected how many results there have to be
 * @param take gets each result once
 * @throws Failure of the last attempt
 */
export async function readResults(
	connection: Connection,
	id: string,
	expected: number,
	settings: CallSettings,
	run: Run,
	take: (result: BatchResult) => Promise<void> | void,
): Promise<void> {
	const taken = new Set<string>();
	const call = {
		method: 'GET' as const,
		path: `${entryPath(BATCHES_PATH, id)}/results`,
		limits: BATCH_LIMITS,
		stream: true,
	};
	await callApi(connection, call, settings, run, async (answer) => {
		const most = Math.max(expected, MOST_REQUESTS);
		let lines = 0;
		for await (const line of linesOf(answer.chunks, (length) => checkSize(answer, length))) {
			if (++lines > most) throw tooMany(answer, most);
			const result = resultIn(line);
			if (result === undefined) throw brokenOff(answer);
			if (taken.has(result.customId)) continue;
			taken.add(result.customId);
			await take(result);
		}
		// Not every connection says that it broke.
		if (taken.size < expected) throw brokenOff(answer);
	});
}

/**
 * The most requests of a batch.
 *
 * @see https://platform.claude.com/docs/en/build-with-claude/batch-processing
 */
const MOST_REQUESTS = 100_000;

/** The failure of results without end, before they take the memory of n8n. */
function tooMany(answer: OpenAnswer, most: number): Failure {
	return new Failure({
		message: `${answer.host} sends more than ${most} results, which no batch has`,
		description: "Check the 'Base URL' of the credential, and any proxy between n8n and the API.",
		type: 'invalid_response',
		status: answer.status,
		requestId: requestIdOf(answer),
	});
}

function resultIn(line: string): BatchResult | undefined {
	const json = parseJson(line);
	if (!isRecord(json) || typeof json.custom_id !== 'string' || !isRecord(json.result)) {
		return undefined;
	}
	return { customId: json.custom_id, result: json.result };
}
