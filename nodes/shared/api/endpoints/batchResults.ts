import { Failure } from '../../errors/failure';
import { requestIdOf } from '../../errors/httpAnswer';
import { toFailure } from '../../errors/toFailure';
import { isRecord, parseJson } from '../../json';
import type { Run } from '../pacing/startRun';
import type { Connection } from '../transport/connection';
import { linesOf } from '../transport/lines';
import { checkSize } from '../transport/bodySize';
import { brokenOff, type OpenAnswer } from '../transport/openAnswer';
import { BATCH_LIMITS, BATCHES_PATH } from './batches';
import { callApi, type CallSettings } from './callApi';
import { entryPath } from './entryPath';

/** One line of a batch's results. */
export interface BatchResult {
	/** Empty for a line that does not say it. */
	customId: string;
	/** The SDK's `MessageBatchResult`, by its type. */
	result: Record<string, unknown>;
}

/** The type of a result that could not be read; the API has no such type. */
export const UNREADABLE = 'unreadable';

/** Which batch is read, and how many results there have to be. */
export interface ResultsOf {
	id: string;
	expected: number;
}

/**
 * `GET /v1/messages/batches/{id}/results`, line by line in the API's own order. A stream that breaks is read
 * anew, and what was taken before is passed over. A line that cannot be read is taken as a result of the type
 * {@link UNREADABLE}: the others do not depend on it.
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
	const taken = new Set<string>();
	const call = {
		method: 'GET' as const,
		path: `${entryPath(BATCHES_PATH, id)}/results`,
		limits: BATCH_LIMITS,
		stream: true,
	};
	const takeOnce = async (line: string, result: BatchResult) => {
		const name = result.customId === '' ? line : result.customId;
		if (taken.has(name)) return;
		taken.add(name);
		await take(result);
	};
	try {
		await callApi(connection, call, settings, run, async (answer) => {
			const most = Math.max(expected, MOST_REQUESTS);
			let lines = 0;
			// The last line may have been cut off, so one that is unreadable waits for the next.
			let odd: string | undefined;
			for await (const line of linesOf(answer.chunks, (length) => checkSize(answer, length))) {
				if (++lines > most) throw tooMany(answer, most);
				if (odd !== undefined) await takeOnce(odd, unreadable(odd));
				odd = undefined;
				const result = resultIn(line);
				if (result !== undefined) await takeOnce(line, result);
				else if (taken.size === 0 && customIdIn(line) === '')
					throw noResult(connection, answer, line);
				else odd = line;
			}
			if (odd !== undefined && parseJson(odd) !== undefined) await takeOnce(odd, unreadable(odd));
			// Not every connection says that it broke.
			if (taken.size < expected) throw tooFew(answer, taken.size, expected);
		});
		return undefined;
	} catch (error) {
		const failure = toFailure(error);
		if (taken.size === 0 || failure.type === 'canceled') throw failure;
		return failure;
	}
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

function tooFew(answer: OpenAnswer, count: number, expected: number): Failure {
	return new Failure({
		message: `${answer.host} sent ${count} of the batch's ${expected} results`,
		description: 'Get the results once more, later; they can be had for 29 days.',
		type: 'invalid_response',
		status: answer.status,
		requestId: requestIdOf(answer),
		retry: {},
	});
}

/** What came in place of the results: a reason, a web page, or the beginning of a line that was cut off. */
function noResult(connection: Connection, answer: OpenAnswer, line: string): Failure {
	const isCut = line.startsWith('{') && parseJson(line) === undefined;
	return isCut ? brokenOff(answer) : connection.failureOf({ ...answer, text: line });
}

function resultIn(line: string): BatchResult | undefined {
	const json = parseJson(line);
	if (!isRecord(json) || typeof json.custom_id !== 'string' || !isRecord(json.result)) {
		return undefined;
	}
	return { customId: json.custom_id, result: json.result };
}

function unreadable(line: string): BatchResult {
	return { customId: customIdIn(line), result: { type: UNREADABLE } };
}

function customIdIn(line: string): string {
	const json = parseJson(line);
	return isRecord(json) && typeof json.custom_id === 'string' ? json.custom_id : '';
}
