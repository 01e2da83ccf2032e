import { Failure } from '../../errors/failure';
import { requestIdOf } from '../../errors/httpAnswer';
import { strangeAnswer } from '../../errors/strangeAnswer';
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
	/** Undefined where the batch does not say it. */
	expected: number | undefined;
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
	const takeOnce = async ({ customId, text, result = { type: UNREADABLE } }: Line) => {
		const name = customId === '' ? text : customId;
		if (taken.has(name)) return;
		taken.add(name);
		await take({ customId, result });
	};
	try {
		await callApi(connection, call, settings, run, async (answer) => {
			const most = Math.max(expected ?? 0, MOST_REQUESTS);
			let lines = 0;
			// The last line may have been cut off, so one that is unreadable waits for the next.
			let odd: Line | undefined;
			for await (const text of linesOf(answer.chunks, (length) => checkSize(answer, length))) {
				if (++lines > most)
					throw strangeAnswer(
						`${answer.host} sends more than ${most} results, which no batch has`,
						answer,
					);
				if (odd !== undefined) await takeOnce(odd);
				odd = undefined;
				const line = lineOf(text);
				if (line.result !== undefined) await takeOnce(line);
				else if (taken.size === 0 && line.customId === '') throw noResult(connection, answer, line);
				else odd = line;
			}
			if (odd?.isJson) await takeOnce(odd);
			// Not every connection says that it broke.
			if (expected !== undefined && taken.size < expected)
				throw tooFew(answer, taken.size, expected);
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
function noResult(connection: Connection, answer: OpenAnswer, { text, isJson }: Line): Failure {
	const isCut = text.startsWith('{') && !isJson;
	return isCut ? brokenOff(answer) : connection.failureOf({ ...answer, text });
}

/** A line of the results as it was read. */
interface Line {
	text: string;
	isJson: boolean;
	/** Empty for a line that does not say it. */
	customId: string;
	/** Undefined for a line that has none. */
	result: Record<string, unknown> | undefined;
}

function lineOf(text: string): Line {
	const json = parseJson(text);
	const { custom_id: id, result } = isRecord(json) ? json : {};
	const isNamed = typeof id === 'string';
	return {
		text,
		isJson: json !== undefined,
		customId: isNamed ? id : '',
		result: isNamed && isRecord(result) ? result : undefined,
	};
}
