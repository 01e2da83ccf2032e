import { type LimitKind, type RateLimit } from './rateLimits';
import type { Cost } from './requestCosts';
import { type RefillRate, UNKNOWN_RATE } from './refillRate';
import { type Bucket, earliest, owe, rateFrom, resolution, spend } from './toldBucket';

/** A started request: its number, start time and estimated cost. */
export interface Sent {
	number: number;
	/** Milliseconds since 1970. */
	at: number;
	cost: Cost;
}

/** The latest start time by the learned pace, which overrules advice on its kind of limit. */
export interface KnownBetter {
	kind: LimitKind;
	at: number;
}

/** Headroom for requests that the server counts a little earlier or later than the client. */
const MARGIN = 0.3;

/** Limits are per minute: a reset further away than this is not used as advice. */
const LONGEST_ADVICE_MS = 65_000;

/** After this wait one request is sent to test whether the headers are true. */
const PROOF_AFTER_MS = 2000;

/**
 * Derives from the API's rate limit headers when the next request may start, so that refusals are avoided in
 * the first place. Without headers every start is granted at once. A kind of limit that is reported empty
 * while requests are admitted is ignored from then on.
 *
 * @see https://platform.claude.com/docs/en/api/rate-limits
 */
export class AdvisedLimits {
	private readonly buckets = new Map<LimitKind, Bucket>();

	private readonly disbelieved = new Set<LimitKind>();

	/** Whether the headers were right about a limit being empty. */
	private isProven = false;

	/** When the latest request started. */
	private lastStart = -Infinity;

	/** The kinds reported empty when the request of this number was sent anyway. */
	private proof: { number: number; kinds: LimitKind[] } | undefined;

	/** Requests without a response yet, in start order. */
	private readonly onTheirWay = new Map<number, Sent>();

	/**
	 * When a request of this cost may start: `now`, or later.
	 *
	 * @param known the latest time to which advice on one kind may delay it, by what was admitted
	 */
	earliest(now: number, cost: Cost, headroom: Cost = cost, known?: KnownBetter): number {
		if (this.buckets.size === 0) return now;
		let latest = now;
		for (const [kind, bucket] of this.buckets) {
			const at = this.earliestOf(kind, bucket, now, cost, headroom);
			latest = Math.max(latest, kind === known?.kind ? Math.min(at, known.at) : at);
		}
		// Answers still to come tell more than a test request would.
		const needsProof = !this.isProven && this.onTheirWay.size === 0;
		if (!needsProof || latest - now <= PROOF_AFTER_MS) return latest;
		return Math.min(latest, Math.max(now, this.lastStart + PROOF_AFTER_MS));
	}

	/** How fast a limit refills, as far as that is known. */
	rateOf(kind: LimitKind): RefillRate {
		return this.buckets.get(kind)?.rate ?? UNKNOWN_RATE;
	}

	/** Records the start of a request. */
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

	/** Forgets a request from which no headers are expected any more. */
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
		// Answers arrive in any order: one to an older request tells nothing new about what is left.
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
