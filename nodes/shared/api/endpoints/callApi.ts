import type { RequestFacts } from '../../errors/apiFailure';
import { isSuccess } from '../../errors/httpAnswer';
import { isRecord, isTooDeep, parseJson } from '../../json';
import { API_VERSION } from '../apiVersion';
import { pacerFor } from '../pacing/pacers';
import type { PatienceSettings } from '../pacing/patience';
import { rateLimitsOf } from '../pacing/rateLimits';
import type { Run } from '../pacing/startRun';
import { withRetries } from '../pacing/withRetries';
import type { ApiRequest, Connection } from '../transport/connection';
import { type OpenAnswer, wholeAnswer } from '../transport/openAnswer';
import { shownRequestId } from './shownRequestId';

/** How a call is made, whatever it asks for. */
export interface CallSettings extends PatienceSettings {
	apiVersion: string;
	betas?: readonly string[];
	/** Seconds of silence after which it is given up. */
	timeout: number;
}

/** The settings of operations that have none on the panel. */
export const DEFAULT_SETTINGS: CallSettings = {
	apiVersion: API_VERSION,
	timeout: 600,
	maxRetries: undefined,
	longestWait: 300,
	isWaitFixed: true,
};

/** A call that costs no tokens. */
export interface Call extends Pick<ApiRequest, 'body' | 'method' | 'path' | 'query' | 'stream'> {
	/** What has rate limits of its own, as in `files`. */
	limits: string;
	facts?: RequestFacts;
}

/**
 * Makes a call, and repeats it as the official SDK does, with the reading of its answer.
 *
 * @throws Failure of the last attempt
 */
export async function callApi<Value>(
	connection: Connection,
	{ limits, facts, ...request }: Call,
	{ maxRetries, longestWait, isWaitFixed, repeats, ...settings }: CallSettings,
	run: Run,
	read: (answer: OpenAnswer) => Promise<Value>,
): Promise<Value> {
	const sending = {
		pacer: pacerFor(connection.identity, limits),
		bytes: 0,
		maxRetries,
		longestWait,
		isWaitFixed,
		repeats,
	};
	return await withRetries(sending, run, async ({ heard }) => {
		const open = await connection.request({ ...request, ...settings });
		heard(open.status, rateLimitsOf(open.headers));
		if (!isSuccess(open.status)) throw connection.failureOf(await wholeAnswer(open), facts);
		const value = await read(open);
		run.lanes.begun();
		return value;
	});
}

/** An object of the API, and the call that brought it. */
export interface JsonAnswer<Value> {
	value: Value;
	/** The `request-id` header, null where a gateway left it out. */
	requestId: string | null;
	/** Characters of the answer. */
	length: number;
}

/**
 * The same for an answer in JSON. It is received as a stream, because n8n would receive one without end as a whole.
 *
 * @param pick returns undefined for an object that is not the expected one
 */
export async function callForJson<Value>(
	connection: Connection,
	call: Call,
	settings: CallSettings,
	run: Run,
	pick: (json: Record<string, unknown>) => Value | undefined,
): Promise<JsonAnswer<Value>> {
	return await callApi(connection, { ...call, stream: true }, settings, run, async (open) => {
		const answer = await wholeAnswer(open);
		const json = parseJson(answer.text);
		const isUsable = isRecord(json) && !isTooDeep(json, answer.text);
		const value = isUsable ? pick(json) : undefined;
		if (value === undefined) throw connection.failureOf(answer, call.facts);
		return { value, requestId: shownRequestId(connection, answer), length: answer.text.length };
	});
}
