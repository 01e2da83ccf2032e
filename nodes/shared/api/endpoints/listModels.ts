import { API_VERSION } from '../apiVersion';
import type { HttpAnswer } from '../../errors/httpAnswer';
import { isRecord, parseJson } from '../../json';
import type { Connection } from '../transport/connection';
import { wholeAnswer } from '../transport/openAnswer';
import { MODELS_PATH } from './models';
import { allPages, type Page, pageIn } from './pages';

/** The fields of the SDK's `ModelInfo` that the panel shows. */
export interface ListedModel {
	id: string;
	display_name: string;
	/** RFC 3339. */
	created_at: string;
	lifecycle?: string;
	/** RFC 3339, null while no date is set. */
	retires_at?: string | null;
}

/** Seconds; a list that takes longer is of no use in the editor. */
const TIMEOUT = 30;

/**
 * Every model of `GET /v1/models`, page by page to the end.
 *
 * @throws Failure for everything that is not a list of models
 * @see https://platform.claude.com/docs/en/api/models-list
 */
export async function listModels(connection: Connection): Promise<ListedModel[]> {
	const entries: unknown[] = await allPages({ most: undefined }, async (query) => {
		const open = await connection.request({
			method: 'GET',
			path: MODELS_PATH,
			apiVersion: API_VERSION,
			query,
			stream: true,
			timeout: TIMEOUT,
		});
		const answer = await wholeAnswer(open);
		const page = modelPage(answer);
		if (page === undefined) throw connection.failureOf(answer);
		return { page, length: answer.text.length };
	});
	return entries.filter(isListedModel);
}

/** The page in an answer; undefined for everything that is not a list of models. */
export function modelPage({ status, text }: HttpAnswer): Page | undefined {
	return status === 200 ? pageIn(parseJson(text)) : undefined;
}

function isListedModel(value: unknown): value is ListedModel {
	return (
		isRecord(value) &&
		typeof value.id === 'string' &&
		typeof value.display_name === 'string' &&
		typeof value.created_at === 'string'
	);
}
