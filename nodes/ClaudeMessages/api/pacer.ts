import type { LimitKind, RateLimit } from './rateLimits';

/** A limit as a bucket that refills evenly, seen from here. */
interface Bucket {
	limit: number;
	/** What was left at the time `at`. */
	level: number;
	at: number;
	/** Per millisecond. */
	rate: number;
}

/** A start that was granted: its number, and when it was. */
export interface Start {
	number: number;
	at: number;
}

/** Headroom for what the server counts a little earlier or later than it looks from here. */
const MARGIN = 0.1;

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
			if (missing > 0 && cost > 0) at = Math.max(at, now + missing / bucket.rate);
			bucket.level = level - cost;
			bucket.at = now;
		}
		this.starts++;
		return { number: this.starts, at };
	}

	/** Learns from the headers of an answer what was left when its request was counted. */
	learn(start: Start, limits: readonly RateLimit[]): void {
		for (const { kind, limit, remaining, reset } of limits) {
			const before = this.buckets.get(kind);
			const refill = (limit - remaining) / (reset - start.at);
			const rate = reset > start.at && remaining < limit ? refill : (before?.rate ?? Infinity);
			const later = (this.starts - start.number) * (this.costs.get(kind) ?? 0);
			this.buckets.set(kind, { limit, level: remaining - later, at: start.at, rate });
		}
	}

	/** Learns what a request costs of a limit that counts tokens. */
	spent(kind: LimitKind, amount: number): void {
		const before = this.costs.get(kind);
		this.costs.set(kind, before === undefined ? amount : (before * 7 + amount) / 8);
	}
}

function levelAt({ limit, level, at, rate }: Bucket, now: number): number {
	return rate === Infinity ? limit : Math.min(limit, level + rate * (now - at));
}
