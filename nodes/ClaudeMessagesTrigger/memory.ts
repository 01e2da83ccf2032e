import { createHash } from 'crypto';
import type { Batch } from '../shared/api/endpoints/batches';
import type { Connection } from '../shared/api/transport/connection';
import { entryIn } from '../shared/entries';
import { isRecord } from '../shared/json';
import { earliest, instant, minus } from './instants';

/** What the trigger remembers between two polls; n8n keeps it with the workflow. */
export interface Memory {
	/** RFC 3339: batches created before were reported, or had ended before the trigger was switched on. */
	since: string;
	/** When batches were created that were reported, by their ID; those from before `since` are forgotten. */
	reported: Record<string, string>;
	/** The same of batches that had not ended yet. */
	open: Record<string, string>;
	/** Batches that have ended, and whose results could not be read so far. */
	unread: Unread[];
	/** Of which credential it is, as {@link credentialMark} has it; older versions did not write it. */
	credential?: string;
	/** Whether the last poll passed over a failure, so as not to keep the workflow from being activated. */
	passedOver?: boolean;
}

/** A batch that is yet to be reported. */
export interface Unread {
	batch: Batch;
	/** RFC 3339; when it was first seen, where the batch does not say it. */
	created: string;
}

/** What a stored value tells of; undefined where it is no memory. */
export function memoryIn(value: unknown): Memory | undefined {
	if (!isRecord(value) || typeof value.since !== 'string') return undefined;
	const { since, reported, open, unread, credential, passedOver } = value;
	if (Number.isNaN(Date.parse(since))) return undefined;
	return {
		since: instant(since),
		reported: timesIn(reported),
		open: timesIn(open),
		unread: Array.isArray(unread) ? unread.flatMap(unreadIn) : [],
		...(typeof credential === 'string' ? { credential } : {}),
		...(passedOver === true ? { passedOver } : {}),
	};
}

function timesIn(value: unknown): Record<string, string> {
	const times: Record<string, string> = {};
	if (!isRecord(value)) return times;
	for (const [id, at] of Object.entries(value)) if (typeof at === 'string') times[id] = at;
	return times;
}

function unreadIn(value: unknown): Unread[] {
	if (!isRecord(value)) return [];
	const batch = entryIn(value.batch);
	const created = instant(value.created);
	return batch === undefined || created === '' ? [] : [{ batch, created }];
}

/**
 * Tells one credential from another. It is kept with the workflow, so it is far too short to tell anything of
 * the secrets that it is made of.
 */
export function credentialMark({ identity }: Pick<Connection, 'identity'>): string {
	return createHash('sha256').update(identity).digest('base64url').slice(0, MARK_LENGTH);
}

/** Characters of a mark, 24 bits. */
const MARK_LENGTH = 4;

/** Whether the trigger can go on from its memory: it is of this credential, and not of a time to come. */
function isGood({ since, credential }: Memory, mark: string, present: string): boolean {
	return since <= present && (credential === undefined || credential === mark);
}

/**
 * Since when batches are asked for, in RFC 3339: since what is remembered, and without a usable memory for so
 * long that everything from before has ended.
 */
export function askedSince(memory: Memory | undefined, mark: string, present: string): string {
	if (memory !== undefined && isGood(memory, mark, present)) return memory.since;
	const recent = minus(present, TWO_DAYS);
	return earliest([recent, memory?.since ?? recent]);
}

/** Milliseconds: what was created before has ended when the trigger is switched on. */
const TWO_DAYS = 48 * 3_600_000;

/**
 * The memory, where it is of these batches: that of another workspace is no use. A new key of the same workspace
 * shows batches that are known.
 */
export function memoryOf(
	batches: readonly Batch[],
	memory: Memory | undefined,
	mark: string,
): Memory | undefined {
	const { credential = mark } = memory ?? {};
	if (memory === undefined || credential === mark) return memory;
	const known = new Set([
		...Object.keys(memory.reported),
		...Object.keys(memory.open),
		...memory.unread.map(({ batch }) => batch.id),
	]);
	return batches.some(({ id }) => known.has(id)) ? memory : undefined;
}
