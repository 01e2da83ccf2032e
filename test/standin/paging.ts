import { invalid } from './apiError';
import type { ReceivedRequest } from './types';
import { jsonReply, type HttpReply } from './wire/reply';

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 1000;

export type Query = ReceivedRequest['query'];

export const CURSORS = ['limit', 'after_id', 'before_id'];

/** What a list may be asked for. */
export function checkQuery(query: Query, names: readonly string[]) {
	const unknown = Object.keys(query).find((name) => !names.includes(name));
	if (unknown !== undefined) throw invalid(unknown, 'Extra inputs are not permitted');
}

export interface Page<Item> {
	data: Item[];
	hasMore: boolean;
}

/** The part of a list behind `after_id` or in front of `before_id`. */
export function cutPage<Item extends { id: string }>(
	query: Query,
	listed: readonly Item[],
): Page<Item> {
	const limit = readLimit(query.limit);
	const after = readCursor('after_id', query, listed);
	const before = readCursor('before_id', query, listed);
	if (after !== undefined && before !== undefined) {
		throw invalid('', 'Only one of `after_id` and `before_id` can be given.');
	}
	const rest = before === undefined ? listed.slice((after ?? -1) + 1) : listed.slice(0, before);
	const data = before === undefined ? rest.slice(0, limit) : rest.slice(-limit);
	return { data, hasMore: data.length < rest.length };
}

/** `{data, has_more, first_id, last_id}` */
export function pageReply({ data, hasMore }: Page<{ id: string }>): HttpReply {
	return jsonReply(200, {
		data,
		has_more: hasMore,
		first_id: data[0]?.id ?? null,
		last_id: data[data.length - 1]?.id ?? null,
	});
}

export function readLimit(given: string | string[] | undefined): number {
	if (given === undefined) return DEFAULT_LIMIT;
	const limit = Number(given);
	if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
		throw invalid('limit', `Input should be a whole number from 1 to ${MAX_LIMIT}`);
	}
	return limit;
}

function readCursor(name: string, query: Query, listed: ReadonlyArray<{ id: string }>) {
	const id = query[name];
	if (id === undefined) return undefined;
	const index = listed.findIndex((item) => item.id === id);
	if (index === -1) throw invalid(name, `There is nothing with the id ${String(id)}`);
	return index;
}
