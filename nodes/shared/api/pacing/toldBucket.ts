import type { RateLimit } from './rateLimits';
import { narrowed, type RefillRate, slowestBySteps, UNKNOWN_RATE } from './refillRate';

/** A limit as an evenly refilling bucket, as the client sees it. */
export interface Bucket {
	limit: number;
	/** The least that is left at the time `at`, minus what was started since the headers told it. */
	level: number;
	at: number;
	/** When it is full again, not counting `debt`, which was taken since. */
	fullAt: number;
	debt: number;
	rate: RefillRate;
	/** The number of the latest start that this was learned from. */
	learnedFrom: number;
	/** The times at which it was to be full, told after each of the latest admitted requests. */
	steps: readonly number[];
}

/** How many requests the refill rate is estimated from. */
const MAX_STEPS = 8;

/** Resolution of a reset time in milliseconds: the API may give whole seconds. */
export function resolution(reset: number): number {
	return reset % 1000 === 0 ? 1000 : 1;
}

/** Narrows down the refill rate with the headers of one answer. */
export function rateFrom(
	known: Bucket | undefined,
	{ kind, limit, remaining, reset }: RateLimit,
	{ start, now, refused }: { start: { at: number }; now: number; refused: boolean },
): Pick<Bucket, 'rate' | 'steps'> {
	const fuzzy = resolution(reset);
	const used = limit - remaining;
	const letIn = kind === 'requests' && !refused;
	const rate = narrowed(
		known?.rate ?? UNKNOWN_RATE,
		// What is left is told in whole numbers; an admitted request used at least one.
		{ least: letIn ? Math.max(1, used - 1) : used - 1, most: used },
		// The request was counted at some time between its start and now.
		{ least: reset - fuzzy - now, most: reset + fuzzy - start.at },
	);
	const before = known?.steps ?? [];
	const steps = letIn
		? [...before, reset].sort((one, other) => one - other).slice(-MAX_STEPS)
		: before;
	const least = Math.min(rate.most, Math.max(rate.least, slowestBySteps(steps, fuzzy)));
	return { rate: { ...rate, least }, steps };
}

/**
 * When the wanted amount is there, by the level or by the full time, whichever comes first; both are
 * cautious.
 */
export function earliest(bucket: Bucket, wanted: number, now: number): number {
	const { limit, rate, fullAt, debt } = bucket;
	const needed = Math.min(limit, wanted);
	const missing = needed - levelAt(bucket, now);
	if (wanted === 0 || missing <= 0) return now;
	if (rate.least === 0) return fullAt;
	const beyondFull = debt + needed - limit;
	return Math.min(
		now + missing / rate.least,
		fullAt + beyondFull / (beyondFull > 0 ? rate.least : rate.most),
	);
}

function levelAt({ limit, level, at, rate }: Bucket, now: number): number {
	return Math.min(limit, level + rate.least * Math.max(0, now - at));
}

/** Takes the cost of a request that starts now out of the bucket. */
export function spend(bucket: Bucket, cost: number, now: number): void {
	bucket.level = levelAt(bucket, now) - cost;
	bucket.at = now;
	owe(bucket, cost, now);
}

/** Adds a cost to the debt; the first cost taken from a full bucket starts a new debt. */
export function owe(bucket: Bucket, cost: number, at: number): void {
	if (at > bucket.fullAt + bucket.debt / bucket.rate.least) {
		bucket.fullAt = at;
		bucket.debt = 0;
	}
	bucket.debt += cost;
}
