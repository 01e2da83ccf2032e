import { entryIn } from '../../entries';
import { toFailure } from '../../errors/toFailure';
import { parseJson } from '../../json';
import type { Run } from '../pacing/startRun';
import type { Connection } from '../transport/connection';
import { wholeAnswer } from '../transport/openAnswer';
import { callApi, type CallSettings } from './callApi';
import { entryPath } from './entryPath';
import { watched } from './watched';

/** An entry of a list of the API. */
export interface ListedEntry {
	/** As in `/v1/files`. */
	list: string;
	/** What has rate limits of its own. */
	limits: string;
	id: string;
}

/**
 * `DELETE` of an entry. One that is not there any more after an attempt without an answer was deleted by it.
 *
 * @returns its ID
 * @throws Failure of the last attempt
 */
export async function deleteEntry(
	connection: Connection,
	{ list, limits, id }: ListedEntry,
	settings: CallSettings,
	run: Run,
): Promise<string> {
	const { connection: way, state } = watched(connection);
	const call = { method: 'DELETE' as const, path: entryPath(list, id), limits };
	try {
		return await callApi(way, call, settings, run, async (open) => {
			if (open.status === NO_CONTENT) return id;
			const answer = await wholeAnswer(open);
			const entry = entryIn(parseJson(answer.text));
			if (entry === undefined) throw connection.failureOf(answer);
			return entry.id;
		});
	} catch (error) {
		const failure = toFailure(error);
		if (failure.status === NOT_FOUND && state.mayBeDone) return id;
		throw failure;
	}
}

/** A gateway may say with this status that it is done. */
const NO_CONTENT = 204;

const NOT_FOUND = 404;
