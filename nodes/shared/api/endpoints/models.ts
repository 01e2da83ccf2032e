import type { IDataObject } from 'n8n-workflow';
import { isJsonObject } from '../../json';
import type { Run } from '../pacing/startRun';
import type { Connection } from '../transport/connection';
import { callForJson, type CallSettings, type JsonAnswer } from './callApi';

/** What models and their lists share of rate limits. */
export const MODEL_LIMITS = 'models';

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
): Promise<JsonAnswer<IDataObject>> {
	return await callForJson(
		connection,
		{ method: 'GET', path: `/v1/models/${encodeURIComponent(id)}`, limits: MODEL_LIMITS },
		settings,
		run,
		(json) => (isJsonObject(json) && typeof json.id === 'string' ? json : undefined),
	);
}
