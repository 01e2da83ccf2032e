import type { Batch } from '../shared/api/endpoints/batches';
import { hasEnded } from '../shared/api/endpoints/batches';
import { earliest, instant, latest, minus, order } from './instants';
import type { Memory, Unread } from './memory';

/** What a poll has seen. */
export interface Look {
	/** All that were created since `asked`, in any order. */
	batches: readonly Batch[];
	/** RFC 3339; `memory.since` where the trigger can go on from there. */
	asked: string;
	/** RFC 3339: what is dated later counts as of now. */
	present: string;
}

/**
 * The batches that have ended since the last poll, the earliest first. Without a memory there are none: what ended
 * before the trigger was switched on is not news, and what is still in progress is reported once it ends.
 */
export function newlyEnded({ batches, present }: Look, memory: Memory | undefined): Batch[] {
	if (memory === undefined) return [];
	const known = new Set([...Object.keys(memory.reported), ...memory.unread.map(idOf)]);
	const open = new Set(Object.keys(memory.open));
	const isNews = (batch: Batch) =>
		!known.has(batch.id) && (open.has(batch.id) || timeOf(batch, present) >= memory.since);
	return inOrderOfEnd(batches.filter((batch) => hasEnded(batch) && isNews(batch)));
}

/**
 * What is to be remembered after a poll. A list may be told by a server that is some time behind: what it lacks is
 * not forgotten, and `since` stays behind the newest.
 *
 * @param unread those that have ended, and are yet to be reported
 */
export function remembered(
	{ batches, asked, present }: Look,
	memory: Memory | undefined,
	unread: readonly Unread[] = [],
): Memory {
	const times = (those: readonly Batch[]) =>
		Object.fromEntries(those.map((batch) => [batch.id, timeOf(batch, present)]));
	const newest = earliest([latest([...Object.values(times(batches)), asked]), present]);
	const open = {
		...unlisted(memory?.open, batches),
		...times(batches.filter((batch) => !hasEnded(batch))),
	};
	const young = onlySince(open, minus(newest, LONGEST_LIFE));
	const behind = earliest([minus(newest, BEHIND), ...Object.values(young)]);
	const since = latest([behind, asked]);
	const waiting = new Set(unread.map(idOf));
	const reported = {
		...memory?.reported,
		...Object.fromEntries((memory?.unread ?? []).map((each) => [idOf(each), each.created])),
		...times(batches.filter(hasEnded)),
	};
	const isOver = ([id, at]: [string, string]) => at >= since && !waiting.has(id);
	return {
		since,
		reported: Object.fromEntries(Object.entries(reported).filter(isOver)),
		open: young,
		unread: [...unread],
	};
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

function onlySince(known: Record<string, string>, since: string): Record<string, string> {
	return Object.fromEntries(Object.entries(known).filter(([, at]) => at >= since));
}

function idOf({ batch }: Unread): string {
	return batch.id;
}

/** When a batch was created; one that does not say it counts as of now for as long as it is listed. */
export function timeOf({ created_at: at }: Batch, present: string): string {
	return instant(at) || present;
}

/** The batch that ended first comes first; of two that ended at once, the older. */
export function inOrderOfEnd(batches: readonly Batch[]): Batch[] {
	return [...batches].sort(
		(a, b) =>
			order(instant(a.ended_at), instant(b.ended_at)) ||
			order(instant(a.created_at), instant(b.created_at)),
	);
}
