import type { IDataObject } from 'n8n-workflow';
import { strangeAnswer } from '../../errors/strangeAnswer';
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

/** A page, and the characters of the answer that it came in. */
export interface SizedPage {
	page: Page;
	length: number;
}

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
		const { value: page, length } = await callForJson(connection, call, settings, run, pageIn);
		return { page, length };
	});
}

/** A list with more pages than this has no end: each may have {@link PAGE_SIZE} entries. */
const MOST_PAGES = 1000;

/** Characters that the pages of a list may have together. */
const LONGEST_LIST = 256 * 1024 * 1024;

/**
 * The entries of pages, each once; as in the official SDK an empty page ends them, and so does one that goes on
 * where an earlier one did.
 *
 * @param ask gets what the query of the next page has
 * @throws Failure for a list without end, before it takes the memory of n8n
 */
export async function allPages(
	{ most = Infinity, until = () => false }: Pick<List, 'most' | 'until'>,
	ask: (query: Record<string, string | number>) => Promise<SizedPage>,
): Promise<IDataObject[]> {
	const entries: IDataObject[] = [];
	const known = new Set<unknown>();
	const places = new Set<string>();
	let place: Record<string, string> = {};
	let total = 0;
	for (let pages = 1; ; pages++) {
		const { page, length } = await ask({
			limit: Math.min(PAGE_SIZE, most - entries.length),
			...place,
		});
		total += length;
		if (pages > MOST_PAGES || total > LONGEST_LIST) {
			throw strangeAnswer('The list has no end: each of its pages names one more', undefined);
		}
		const data = page.data.filter(isJsonObject);
		const end = data.findIndex(until);
		// A gateway may ignore the place that is asked for.
		for (const entry of end === -1 ? data : data.slice(0, end)) {
			if (!known.has(entry.id)) entries.push(entry);
			if (entry.id !== undefined) known.add(entry.id);
		}
		places.add(JSON.stringify(place));
		const next = nextPlace(page);
		const isOver = end !== -1 || data.length === 0 || next === undefined;
		if (isOver || places.has(JSON.stringify(next)) || entries.length >= most) {
			return entries.slice(0, most);
		}
		place = next;
	}
}

/** Some lists go on after an ID, others have a token for the next page. */
function nextPlace(page: Page): Record<string, string> | undefined {
	const { has_more: more, last_id: last, next_page: next } = page;
	if (typeof next === 'string' && next !== '') return { page: next };
	return more === true && typeof last === 'string' ? { after_id: last } : undefined;
}
