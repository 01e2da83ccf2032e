import type { LimitKind, RateLimit } from './rateLimits';
import { observe, type RefillRate, rateOf } from './refillRate';

/** A limit as a bucket that refills evenly, seen from here. */
interface Bucket {
	limit: number;
	/** What was left at the time `at`. */
	level: number;
	at: number;
	rate: RefillRate | undefined;
}

/** A start that was granted: its number, and when it was. */
export interface Start {
	number: number;
	/** Milliseconds since 1970. */
	at: number;
}

/** Headroom for what the server counts a little earlier or later than it looks from here. */
const MARGIN = 0.3;

/** The weight of the latest request in the average of what one costs. */
const LATEST = 1 / 8;

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

	/**
	 * Takes the next start.
	 *
	 * @param now milliseconds since 1970
	 * @returns when it may be made: `now`, or later
	 */
	take(now: number): Start {
		let at = now;
		for (const [kind, bucket] of this.buckets) {
			const cost = this.costs.get(kind) ?? 0;
			const level = levelAt(bucket, now);
			const missing = cost * (1 + MARGIN) - level;
			if (missing > 0 && cost > 0) at = Math.max(at, now + missing / rateOf(bucket.rate));
			bucket.level = level - cost;
			bucket.at = now;
		}
		this.starts++;
		return { number: this.starts, at };
	}

	/**
	 * Learns from the headers of an answer what was left when its request was counted: at some time
	 * between its start and now. The later one is the careful guess, and the next answer corrects it.
	 */
	learn(start: Start, limits: readonly RateLimit[], now: number): void {
		for (const { kind, limit, remaining, reset } of limits) {
			const known = this.buckets.get(kind)?.rate;
			const rate = observe(known, limit - remaining, {
				least: reset - now,
				most: reset - start.at,
			});
			const later = (this.starts - start.number) * (this.costs.get(kind) ?? 0);
			this.buckets.set(kind, { limit, level: remaining - later, at: now, rate });
		}
	}

	/** Learns what a request costs of a limit that counts tokens. */
	spent(kind: LimitKind, amount: number): void {
		const before = this.costs.get(kind) ?? amount;
		this.costs.set(kind, before + (amount - before) * LATEST);
	}
}

function levelAt({ limit, level, at, rate }: Bucket, now: number): number {
	const perMs = rateOf(rate);
	return perMs === Infinity ? limit : Math.min(limit, level + perMs * (now - at));
}
