import { type LimitKind, type RateLimit } from './rateLimits';
import type { Cost } from './requestCosts';
import { type RefillRate, UNKNOWN_RATE } from './refillRate';
import { type Bucket, earliest, owe, rateFrom, resolution, spend } from './toldBucket';

/** A request that went: its number, when, and what it was thought to cost. */
export interface Sent {
	number: number;
	/** Milliseconds since 1970. */
	at: number;
	cost: Cost;
}

/** What was learned of one kind of limit tells a time. */
export interface KnownBetter {
	kind: LimitKind;
	at: number;
}

/** Headroom for what the server counts a little earlier or later than it looks from here. */
const MARGIN = 0.3;

/** Limits are told by the minute: what is said to come back later than that is no advice. */
const LONGEST_ADVICE_MS = 65_000;

/** After so long a wait one request goes, to see whether the headers are true. */
const PROOF_AFTER_MS = 2000;

/**
 * What the API's rate limit headers advise: when the next request may go, so that a refusal does not
 * come in the first place. Without headers every start is granted at once. A kind of limit that claims
 * to be empty while requests are let in is not believed any more.
 *
 * @see https://platform.claude.com/docs/en/api/rate-limits
 */
export class AdvisedLimits {
	private readonly buckets = new Map<LimitKind, Bucket>();

	private readonly disbelieved = new Set<LimitKind>();

	/** The headers were right about a limit being empty. */
	private isProven = false;

	/** When the latest request went. */
	private lastStart = -Infinity;

	/** Kinds that were told to be empty when the request of this number went all the same. */
	private proof: { number: number; kinds: LimitKind[] } | undefined;

	/** Requests that nothing was heard of yet, in their order. */
	private readonly onTheirWay = new Map<number, Sent>();

	/**
	 * When a request of this cost may go: `now`, or later.
	 *
	 * @param known until when advice on one kind is heeded at most, because of what was let in
	 */
	earliest(now: number, cost: Cost, headroom: Cost = cost, known?: KnownBetter): number {
		if (this.buckets.size === 0) return now;
		let latest = now;
		for (const [kind, bucket] of this.buckets) {
			const at = this.earliestOf(kind, bucket, now, cost, headroom);
			latest = Math.max(latest, kind === known?.kind ? Math.min(at, known.at) : at);
		}
		// While answers are to come, they tell more than a proof would.
		const needsProof = !this.isProven && this.onTheirWay.size === 0;
		if (!needsProof || latest - now <= PROOF_AFTER_MS) return latest;
		return Math.min(latest, Math.max(now, this.lastStart + PROOF_AFTER_MS));
	}

	/** How fast a limit comes back, as far as that is known. */
	rateOf(kind: LimitKind): RefillRate {
		return this.buckets.get(kind)?.rate ?? UNKNOWN_RATE;
	}

	/** A request goes. */
	take(sent: Sent): void {
		const { at, cost, number } = sent;
		if (this.buckets.size > 0) {
			const kinds = [...this.buckets].filter(
				([kind, bucket]) => this.earliestOf(kind, bucket, at, cost, cost) - at > PROOF_AFTER_MS / 2,
			);
			if (kinds.length > 0) this.proof = { number, kinds: kinds.map(([kind]) => kind) };
		}
		this.lastStart = at;
		this.onTheirWay.set(number, sent);
		for (const [kind, bucket] of this.buckets) spend(bucket, cost[kind], at);
	}

	forgetTimes(): void {
		this.buckets.clear();
		this.lastStart = -Infinity;
	}

	/** Nothing more is to be heard of a request. */
	forget(number: number): void {
		this.onTheirWay.delete(number);
		if (this.proof?.number === number) this.proof = undefined;
	}

	/** Learns from the headers of an answer. */
	learn(sent: Sent, limits: readonly RateLimit[], now: number, refused = false): void {
		this.onTheirWay.delete(sent.number);
		if (refused && limits.some(({ remaining }) => remaining === 0)) this.isProven = true;
		this.prove(sent.number, refused);
		for (const told of limits) {
			if (!this.disbelieved.has(told.kind)) this.learnOf(sent, told, now, refused);
		}
	}

	private earliestOf(
		kind: LimitKind,
		bucket: Bucket,
		now: number,
		cost: Cost,
		headroom: Cost,
	): number {
		if (this.disbelieved.has(kind)) return now;
		const needed = Math.max(cost[kind] * (1 + MARGIN), headroom[kind]);
		return earliest(bucket, cost[kind] === 0 ? 0 : needed, now);
	}

	private prove(number: number, refused: boolean): void {
		if (this.proof?.number !== number) return;
		if (refused) this.isProven = true;
		else for (const kind of this.proof.kinds) this.disbelieve(kind);
		this.proof = undefined;
	}

	private disbelieve(kind: LimitKind): void {
		this.disbelieved.add(kind);
		this.buckets.delete(kind);
	}

	private learnOf(sent: Sent, told: RateLimit, now: number, refused: boolean): void {
		if (told.reset - now > LONGEST_ADVICE_MS) {
			this.buckets.delete(told.kind);
			return;
		}
		const known = this.buckets.get(told.kind);
		const { rate, steps } = rateFrom(known, told, { start: sent, now, refused });
		// Answers come in any order: an older one says nothing new of what is left.
		if (known !== undefined && known.learnedFrom > sent.number) {
			this.buckets.set(told.kind, { ...known, rate, steps });
			return;
		}
		const bucket: Bucket = {
			limit: told.limit,
			level: told.remaining,
			at: now,
			fullAt: told.reset + resolution(told.reset),
			debt: 0,
			rate,
			steps,
			learnedFrom: sent.number,
		};
		for (const later of this.onTheirWay.values()) {
			if (later.number < sent.number) continue;
			bucket.level -= later.cost[told.kind];
			owe(bucket, later.cost[told.kind], later.at);
		}
		this.buckets.set(told.kind, bucket);
	}
}
