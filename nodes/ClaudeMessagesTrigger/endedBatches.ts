import type { Batch } from '../shared/api/endpoints/batches';
import { hasEnded } from '../shared/api/endpoints/batches';

/** What the trigger remembers between two polls; n8n keeps it with the workflow. */
export interface Memory {
	/** RFC 3339: batches created before were reported, or had ended before the trigger was switched on. */
	since: string;
	/** When batches were created that were reported, by their ID; those from before `since` are forgotten. */
	reported: Record<string, string>;
	/** The same of batches that had not ended yet. */
	open: Record<string, string>;
}

/**
 * The batches that have ended since the last poll, the earliest first. Without a memory there are none: what ended
 * before the trigger was switched on is not news, and what is still in progress is reported once it ends.
 *
 * @param batches in any order
 */
export function newlyEnded(batches: readonly Batch[], memory: Memory | undefined): Batch[] {
	if (memory === undefined) return [];
	const isNews = (batch: Batch) =>
		createdAt(batch) >= memory.since && !(batch.id in memory.reported);
	return inOrderOfEnd(batches.filter((batch) => hasEnded(batch) && isNews(batch)));
}

/**
 * What is to be remembered after a poll. A list may be told by a server that is some time behind: what it lacks is
 * not forgotten, and `since` stays behind the newest.
 *
 * @param batches all that were created since `asked`, in any order
 * @param asked RFC 3339; `memory.since` where there is a memory
 * @param unread those that have ended, and are yet to be reported
 */
export function remembered(
	batches: readonly Batch[],
	memory: Memory | undefined,
	asked: string,
	unread: ReadonlySet<Batch> = new Set(),
): Memory {
	const isOver = (batch: Batch) => hasEnded(batch) && !unread.has(batch);
	const newest = latest([...batches.map(createdAt), asked]);
	const open = {
		...unlisted(memory?.open, batches),
		...times(batches.filter((batch) => !isOver(batch))),
	};
	const young = onlySince(open, before(newest, LONGEST_LIFE));
	const behind = earliest([before(newest, BEHIND), ...Object.values(young)]);
	const since = latest([behind, asked]);
	const reported = { ...memory?.reported, ...times(batches.filter(isOver)) };
	return { since, reported: onlySince(reported, since), open: young };
}

/** Milliseconds that a list may be behind. */
const BEHIND = 10 * 60_000;

/** Milliseconds within which every batch ends: the API takes 24 hours. */
const LONGEST_LIFE = 26 * 3_600_000;

/** Those of the remembered batches that are not in the list. */
function unlisted(known: Memory['open'] = {}, batches: readonly Batch[]): Memory['open'] {
	const listed = new Set(batches.map(({ id }) => id));
	return Object.fromEntries(Object.entries(known).filter(([id]) => !listed.has(id)));
}

function times(batches: readonly Batch[]): Record<string, string> {
	return Object.fromEntries(batches.map((batch) => [batch.id, createdAt(batch)]));
}

function onlySince(known: Record<string, string>, since: string): Record<string, string> {
	return Object.fromEntries(Object.entries(known).filter(([, at]) => at >= since));
}

/** In time order, as in {@link instant}; empty where there is no time. */
function before(at: string, ms: number): string {
	return at === '' ? '' : new Date(Date.parse(at) - ms).toISOString();
}

/** The batch that ended first comes first; of two that ended at once, the older. */
export function inOrderOfEnd(batches: readonly Batch[]): Batch[] {
	return [...batches].sort(
		(a, b) => order(endedAt(a), endedAt(b)) || order(createdAt(a), createdAt(b)),
	);
}

function createdAt({ created_at: at }: Batch): string {
	return instant(at);
}

function endedAt({ ended_at: at }: Batch): string {
	return instant(at);
}

/** In one form, so that times can be compared as texts. */
export function instant(at: unknown): string {
	const time = Date.parse(String(at));
	return Number.isNaN(time) ? '' : new Date(time).toISOString();
}

function order(a: string, b: string): number {
	return a < b ? -1 : Number(a > b);
}

const latest = (times: readonly string[]) => [...times].sort(order).at(-1) ?? '';
const earliest = (times: readonly string[]) => [...times].sort(order)[0] ?? '';
