import { invalid } from '../apiError';
import { checkQuery, readLimit, type Query } from '../paging';
import { jsonReply, type HttpReply } from '../wire/reply';
import { describeFile, type KeptFile } from './storedFile';

const PARAMETERS = ['limit', 'page', 'ids', 'ids[]'];
const MOST_IDS = 100;

/** A page of files, newest first, or those with the ids. https://platform.claude.com/docs/en/api/files/list */
export function listFiles(query: Query, files: KeptFile[]): HttpReply {
	checkQuery(query, PARAMETERS);
	const ids = new Set([query.ids ?? [], query['ids[]'] ?? []].flat());
	if (ids.size > MOST_IDS) throw invalid('ids', `List should have at most ${MOST_IDS} items`);
	if (ids.size > 0 && (query.limit !== undefined || query.page !== undefined)) {
		throw invalid('ids', 'cannot be combined with `limit` or `page`');
	}
	const limit = ids.size > 0 ? MOST_IDS : readLimit(query.limit);
	const before = readPage(query.page);
	const rest = files
		.filter(({ id, number }) => number < before && (ids.size === 0 || ids.has(id)))
		.sort((one, other) => other.number - one.number);
	const page = rest.slice(0, limit);
	const last = page.at(-1);
	return jsonReply(200, {
		data: page.map(describeFile),
		next_page: last !== undefined && page.length < rest.length ? pageName(last.number) : null,
	});
}

function pageName(number: number): string {
	return `page_${Buffer.from(`before ${number}`).toString('base64url')}`;
}

/** The number of the file in front of which the page before ended. */
function readPage(given: string | string[] | undefined): number {
	if (given === undefined || given === '') return Infinity;
	const name = /^page_(.+)$/.exec(String(given))?.[1] ?? '';
	const number = /^before (\d+)$/.exec(Buffer.from(name, 'base64url').toString())?.[1];
	if (number === undefined) throw invalid('page', 'is not one that a list has named');
	return Number(number);
}
