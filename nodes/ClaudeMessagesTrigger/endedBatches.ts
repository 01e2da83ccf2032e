import type { Batch } from '../shared/api/endpoints/batches';
import { hasEnded } from '../shared/api/endpoints/batches';

/** What the trigger remembers between two polls; n8n keeps it with the workflow. */
export interface Memory {
	/** RFC 3339: batches created before were reported, or had ended before the trigger was switched on. */
	since: string;
	/** Batches created since then that were reported. */
	reported: string[];
}

/** What a poll finds. */
export interface Found {
	/** The batches that have ended since the last poll, the earliest first. */
	ended: Batch[];
	memory: Memory;
}

/**
 * Compares the batches with what is remembered. Without a memory nothing is reported: what ended before the
 * trigger was switched on is not news, and what is still in progress is reported once it ends.
 *
 * @param batches all that were created since `memory.since`, in any order
 */
export function endedBatches(batches: readonly Batch[], memory: Memory | undefined): Found {
	const open = batches.filter((batch) => !hasEnded(batch)).map(createdAt);
	const all = batches.map(createdAt);
	const newest = latest([...all, memory?.since ?? '']);
	const since = open.length === 0 ? newest : earliest(open);
	const known = new Set(memory?.reported);
	const isNews = (batch: Batch) =>
		memory !== undefined && createdAt(batch) >= memory.since && !known.has(batch.id);
	const ended = batches
		.filter((batch) => hasEnded(batch) && isNews(batch))
		.sort((a, b) => order(endedAt(a), endedAt(b)));
	const reported = batches
		.filter((batch) => hasEnded(batch) && createdAt(batch) >= since)
		.map(({ id }) => id);
	return { ended, memory: { since, reported } };
}

function createdAt({ created_at: at }: Batch): string {
	return instant(at);
}

function endedAt({ ended_at: at }: Batch): string {
	return instant(at);
}

/** In one form, so that times can be compared as texts. */
function instant(at: unknown): string {
	const time = Date.parse(String(at));
	return Number.isNaN(time) ? '' : new Date(time).toISOString();
}

function order(a: string, b: string): number {
	return a < b ? -1 : Number(a > b);
}

const latest = (times: readonly string[]) => [...times].sort(order).at(-1) ?? '';
const earliest = (times: readonly string[]) => [...times].sort(order)[0] ?? '';
