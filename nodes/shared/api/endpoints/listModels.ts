import { API_VERSION } from '../apiVersion';
import type { HttpAnswer } from '../../errors/httpAnswer';
import { isRecord, parseJson } from '../../json';
import type { Connection } from '../transport/connection';
import { wholeAnswer } from '../transport/openAnswer';

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

/** The largest page that the API gives. */
const PAGE_SIZE = 1000;

/** Seconds; a list that takes longer is of no use in the editor. */
const TIMEOUT = 30;

/**
 * Every model of `GET /v1/models`, page by page to the end.
 *
 * @throws Failure for everything that is not a list of models
 * @see https://platform.claude.com/docs/en/api/models-list
 */
export async function listModels(connection: Connection): Promise<ListedModel[]> {
	const models: ListedModel[] = [];
	let after: string | undefined;
	do {
		const open = await connection.request({
			method: 'GET',
			path: '/v1/models',
			apiVersion: API_VERSION,
			query: { limit: PAGE_SIZE, ...(after === undefined ? {} : { after_id: after }) },
			timeout: TIMEOUT,
		});
		const answer = await wholeAnswer(open);
		const page = modelPage(answer);
		if (page === undefined) throw connection.failureOf(answer);
		models.push(...page.data.filter(isListedModel));
		after = nextPage(page, after);
	} while (after !== undefined);
	return models;
}

/** A page of `GET /v1/models`. */
interface ModelPage {
	data: unknown[];
	has_more: unknown;
	last_id: unknown;
}

/** The page in an answer; undefined for everything that is not a list of models. */
export function modelPage({ status, text }: HttpAnswer): ModelPage | undefined {
	const page = status === 200 ? parseJson(text) : undefined;
	if (!isRecord(page) || !Array.isArray(page.data)) return undefined;
	const { data, has_more, last_id } = page;
	return { data, has_more, last_id };
}

/** The ID to continue after; undefined for a page that repeats it, which would never end. */
function nextPage(page: ModelPage, before: string | undefined): string | undefined {
	const { has_more: more, last_id: last } = page;
	return more === true && typeof last === 'string' && last !== before ? last : undefined;
}

function isListedModel(value: unknown): value is ListedModel {
	return (
		isRecord(value) &&
		typeof value.id === 'string' &&
		typeof value.display_name === 'string' &&
		typeof value.created_at === 'string'
	);
}
