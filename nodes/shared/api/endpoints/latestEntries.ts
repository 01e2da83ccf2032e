import { type Entry, entryIn } from '../../entries';
import { header } from '../../errors/httpAnswer';
import { parseJson } from '../../json';
import type { Run } from '../pacing/startRun';
import type { Connection } from '../transport/connection';
import { wholeAnswer } from '../transport/openAnswer';
import { callApi, type CallSettings } from './callApi';
import { pageIn } from './pages';

/** What a list has of the time since a moment, by the clock of the server. */
export interface LatestEntries {
	/** Created since then. A `date` header has whole seconds, so it may be a second more. */
	since: Entry[];
	/** Those of which it cannot be told whether they were created before or since. */
	perhaps: Entry[];
	/** Whether nothing of that time is missing. */
	isWhole: boolean;
}

/** How many of the latest entries are looked at. */
const LATEST = 100;

/** By so many milliseconds the clocks of a server and of what stands in front of it may differ. */
const SERVERS_DIFFER_MS = 15_000;

/** By so many the clock of this machine may be wrong, where a server does not tell its own. */
const CLOCKS_DIFFER_MS = 60_000;

/**
 * The latest entries of a list, which has the newest first.
 *
 * @param started in milliseconds since 1970 by the clock of this machine, which may be wrong: it only measures how
 *   long ago that is
 * @throws Failure of the last attempt
 */
export async function latestEntries(
	connection: Connection,
	{ path, limits }: { path: string; limits: string },
	started: number,
	settings: CallSettings,
	run: Run,
): Promise<LatestEntries> {
	const call = { method: 'GET' as const, path, limits, query: { limit: LATEST } };
	return await callApi(connection, call, settings, run, async (open) => {
		const elapsed = Date.now() - started;
		const answer = await wholeAnswer(open);
		const page = pageIn(parseJson(answer.text));
		if (page === undefined) throw connection.failureOf(answer);
		const now = Date.parse(header(answer, 'date') ?? '');
		const isTold = !Number.isNaN(now);
		const from = isTold ? now - elapsed : Infinity;
		const earliest = isTold ? from - SERVERS_DIFFER_MS : started - CLOCKS_DIFFER_MS;
		const entries = page.data.flatMap((each) => entryIn(each) ?? []);
		return {
			since: entries.filter((entry) => createdAt(entry) >= from),
			perhaps: entries.filter((entry) => {
				const at = createdAt(entry);
				return Number.isNaN(at) || (at >= earliest && at < from);
			}),
			isWhole:
				entries.length === page.data.length &&
				(page.data.length < LATEST || entries.some((entry) => createdAt(entry) < earliest)),
		};
	});
}

function createdAt({ created_at: at }: Entry): number {
	return Date.parse(String(at));
}
