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

/** What a poll finds. */
export interface Found {
	/** The batches that have ended since the last poll, the earliest first. */
	ended: Batch[];
	memory: Memory;
}

/**
 * Compares the batches with what is remembered. Without a memory nothing is reported: what ended before the
 * trigger was switched on is not news, and what is still in progress is reported once it ends. A list may be
 * told by a server that is some time behind: what it lacks is not forgotten, and `since` stays behind the newest.
 *
 * @param batches all that were created since `asked`, in any order
 * @param asked RFC 3339; `memory.since` where there is a memory
 */
export function endedBatches(
	batches: readonly Batch[],
	memory: Memory | undefined,
	asked: string,
): Found {
	const isNews = (batch: Batch) =>
		memory !== undefined && createdAt(batch) >= memory.since && !(batch.id in memory.reported);
	const over = batches.filter(hasEnded);
	const ended = inOrderOfEnd(over.filter(isNews));
	const newest = latest([...batches.map(createdAt), asked]);
	const open = stillOpen(batches, memory?.open, before(newest, LONGEST_LIFE));
	const behind = earliest([before(newest, BEHIND), ...Object.values(open)]);
	const since = latest([behind, asked]);
	const reported = { ...memory?.reported, ...times(over) };
	return { ended, memory: { since, reported: onlySince(reported, since), open } };
}

/** Milliseconds that a list may be behind. */
const BEHIND = 10 * 60_000;

/** Milliseconds within which every batch ends: the API takes 24 hours. */
const LONGEST_LIFE = 26 * 3_600_000;

/** Batches that had not ended when they were listed last. */
function stillOpen(
	batches: readonly Batch[],
	known: Memory['open'] = {},
	horizon: string,
): Memory['open'] {
	const listed = new Set(batches.map(({ id }) => id));
	const unlisted = Object.entries(known).filter(([id]) => !listed.has(id));
	const open = times(batches.filter((batch) => !hasEnded(batch)));
	return onlySince({ ...Object.fromEntries(unlisted), ...open }, horizon);
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
