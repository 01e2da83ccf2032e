import type { LimitKind, RateLimit } from './rateLimits';
import { narrowed, type RefillRate, slowestBySteps, UNKNOWN_RATE } from './refillRate';

/** A limit as a bucket that refills evenly, seen from here. */
interface Bucket {
	limit: number;
	/** What is left at least at the time `at`, without what was started since it was told. */
	level: number;
	at: number;
	/** When it is whole again, but for what is `owed`: taken since. */
	whole: number;
	owed: number;
	rate: RefillRate;
	/** The number of the latest start that this was learned from. */
	learnedFrom: number;
	/** When it was to be whole after each of the latest requests that were let in. */
	steps: readonly number[];
}

/** A request that goes: its number, and when it went. */
export interface Start {
	number: number;
	/** Milliseconds since 1970. */
	at: number;
}

/** Headroom for what the server counts a little earlier or later than it looks from here. */
const MARGIN = 0.3;

/** The weight of the latest request in the average of what one costs. */
const LATEST = 1 / 8;

/** So many requests tell how fast a limit comes back. */
const MAX_STEPS = 8;

/**
 * Spaces the starts of requests by what the API's rate limit headers allow, so that a refusal does not
 * come in the first place. Without headers every start is granted at once.
 *
 * @see https://platform.claude.com/docs/en/api/rate-limits
 */
export class Pacer {
	private readonly buckets = new Map<LimitKind, Bucket>();

	/** The average a request used so far; requests count one each. */
	private readonly costs = new Map<LimitKind, number>([['requests', 1]]);

	private starts = 0;

	/** Starts that nothing was heard of yet, in their order. */
	private readonly onTheirWay = new Map<number, Start>();

	/** When the next request may go: `now`, or later. */
	earliest(now: number): number {
		const times = [...this.buckets].map(([kind, bucket]) =>
			earliest(bucket, this.costs.get(kind) ?? 0, now),
		);
		return Math.max(now, ...times);
	}

	/** A request goes now. */
	take(now: number): Start {
		const start = { number: ++this.starts, at: now };
		this.onTheirWay.set(start.number, start);
		for (const [kind, bucket] of this.buckets) spend(bucket, this.costs.get(kind) ?? 0, now);
		return start;
	}

	/** A request ended without an answer: it counts no more among those on their way. */
	forget(start: Start): void {
		this.onTheirWay.delete(start.number);
	}

	/** Learns from the headers of an answer. */
	learn(start: Start, limits: readonly RateLimit[], now: number, refused = false): void {
		this.forget(start);
		for (const told of limits) {
			const known = this.buckets.get(told.kind);
			const { rate, steps } = rateFrom(known, told, { start, now, refused });
			// Answers come in any order: an older one says nothing new of what is left.
			if (known !== undefined && known.learnedFrom > start.number) {
				this.buckets.set(told.kind, { ...known, rate, steps });
				continue;
			}
			const bucket: Bucket = {
				...{ limit: told.limit, level: told.remaining, at: now },
				...{ whole: told.reset + resolution(told.reset), owed: 0 },
				...{ rate, steps, learnedFrom: start.number },
			};
			const cost = this.costs.get(told.kind) ?? 0;
			for (const later of this.onTheirWay.values()) {
				if (later.number < start.number) continue;
				bucket.level -= cost;
				owe(bucket, cost, later.at);
			}
			this.buckets.set(told.kind, bucket);
		}
	}

	/** Learns what a request costs of a limit that counts tokens. */
	spent(kind: LimitKind, amount: number): void {
		const before = this.costs.get(kind) ?? amount;
		this.costs.set(kind, before + (amount - before) * LATEST);
	}
}

/** The API may give times in whole seconds. */
function resolution(reset: number): number {
	return reset % 1000 === 0 ? 1000 : 1;
}

function rateFrom(
	known: Bucket | undefined,
	{ kind, limit, remaining, reset }: RateLimit,
	{ start, now, refused }: { start: Start; now: number; refused: boolean },
): Pick<Bucket, 'rate' | 'steps'> {
	const fuzzy = resolution(reset);
	const used = limit - remaining;
	const letIn = kind === 'requests' && !refused;
	const rate = narrowed(
		known?.rate ?? UNKNOWN_RATE,
		// What is left is told in whole numbers; who was let in took one.
		{ least: letIn ? Math.max(1, used - 1) : used - 1, most: used },
		// It was counted at some time between its start and now.
		{ least: reset - fuzzy - now, most: reset + fuzzy - start.at },
	);
	const before = known?.steps ?? [];
	const steps = letIn
		? [...before, reset].sort((one, other) => one - other).slice(-MAX_STEPS)
		: before;
	const least = Math.min(rate.most, Math.max(rate.least, slowestBySteps(steps, fuzzy)));
	return { rate: { ...rate, least }, steps };
}

/** By what is left or by when it is whole, whichever is known to be sooner; both are careful. */
function earliest(bucket: Bucket, cost: number, now: number): number {
	const { limit, rate, whole, owed } = bucket;
	const needed = Math.min(limit, cost * (1 + MARGIN));
	const missing = needed - levelAt(bucket, now);
	if (cost === 0 || missing <= 0) return now;
	if (rate.least === 0) return whole;
	const beyondWhole = owed + needed - limit;
	return Math.min(
		now + missing / rate.least,
		whole + beyondWhole / (beyondWhole > 0 ? rate.least : rate.most),
	);
}

function levelAt({ limit, level, at, rate }: Bucket, now: number): number {
	return Math.min(limit, level + rate.least * Math.max(0, now - at));
}

function spend(bucket: Bucket, cost: number, now: number): void {
	bucket.level = levelAt(bucket, now) - cost;
	bucket.at = now;
	owe(bucket, cost, now);
}

/** What is taken from a whole bucket makes it whole later; what is owed before it is whole adds up. */
function owe(bucket: Bucket, cost: number, at: number): void {
	if (at > bucket.whole + bucket.owed / bucket.rate.least) {
		bucket.whole = at;
		bucket.owed = 0;
	}
	bucket.owed += cost;
}
