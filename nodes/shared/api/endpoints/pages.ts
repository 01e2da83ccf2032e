import type { IDataObject } from 'n8n-workflow';
import { isJsonObject, isRecord } from '../../json';
import type { Run } from '../pacing/startRun';
import type { Connection } from '../transport/connection';
import { callForJson, type CallSettings } from './callApi';

/** A list of the API. */
export interface List {
	/** As in `/v1/files`. */
	path: string;
	/** What has rate limits of its own. */
	limits: string;
	/** How many entries are wanted; undefined for all. */
	most: number | undefined;
	/** Ends the list before an entry for which this is true. */
	until?: (entry: IDataObject) => boolean;
}

/** The largest page that the API gives. */
const PAGE_SIZE = 1000;

/** One page of a list. */
export type Page = Record<string, unknown> & { data: unknown[] };

/** The page in an answer; undefined for everything else. */
export function pageIn(json: unknown): Page | undefined {
	return isRecord(json) && Array.isArray(json.data) ? { ...json, data: json.data } : undefined;
}

/**
 * The entries of a list, page by page.
 *
 * @throws Failure for everything that is not such a list
 * @see https://platform.claude.com/docs/en/api/models-list
 */
export async function listEntries(
	connection: Connection,
	{ path, limits, ...wanted }: List,
	settings: CallSettings,
	run: Run,
): Promise<IDataObject[]> {
	return await allPages(wanted, async (query) => {
		const call = { method: 'GET' as const, path, limits, query };
		return (await callForJson(connection, call, settings, run, pageIn)).value;
	});
}

/**
 * The entries of pages; a page that goes on where it began ends them.
 *
 * @param ask gets what the query of the next page has
 */
export async function allPages(
	{ most = Infinity, until = () => false }: Pick<List, 'most' | 'until'>,
	ask: (query: Record<string, string | number>) => Promise<Page>,
): Promise<IDataObject[]> {
	const entries: IDataObject[] = [];
	let place: Record<string, string> = {};
	for (;;) {
		const page = await ask({ limit: Math.min(PAGE_SIZE, most - entries.length), ...place });
		const data = page.data.filter(isJsonObject);
		const end = data.findIndex(until);
		entries.push(...(end === -1 ? data : data.slice(0, end)));
		const next = nextPlace(page);
		const isOver =
			end !== -1 || next === undefined || JSON.stringify(next) === JSON.stringify(place);
		if (isOver || entries.length >= most) return entries.slice(0, most);
		place = next;
	}
}

/** Some lists go on after an ID, others have a token for the next page. */
function nextPlace(page: Page): Record<string, string> | undefined {
	const { has_more: more, last_id: last, next_page: next } = page;
	if (typeof next === 'string' && next !== '') return { page: next };
	return more === true && typeof last === 'string' ? { after_id: last } : undefined;
}
