import { type Entry, entryIn } from '../../entries';
import type { Run } from '../pacing/startRun';
import type { Connection } from '../transport/connection';
import { callForJson, type CallSettings } from './callApi';
import { entryPath } from './entryPath';

/** What models and their lists share of rate limits. */
export const MODEL_LIMITS = 'models';

/** The list of models. */
export const MODELS_PATH = '/v1/models';

/**
 * `GET /v1/models/{id}`.
 *
 * @throws Failure of the last attempt
 * @see https://platform.claude.com/docs/en/api/models
 */
export async function getModel(
	connection: Connection,
	id: string,
	settings: CallSettings,
	run: Run,
): Promise<Entry> {
	const path = entryPath(MODELS_PATH, id);
	const call = { method: 'GET' as const, path, limits: MODEL_LIMITS };
	return (await callForJson(connection, call, settings, run, entryIn)).value;
}
