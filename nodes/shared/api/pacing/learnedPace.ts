import { admittedRate } from './admittedRate';
import type { KnownBetter } from './advisedLimits';
import type { Cost } from './requestCosts';
import type { Epoch, Start } from './epoch';
import { Quiet } from './quiet';
import type { LimitKind } from './rateLimits';
import type { Between } from './refillRate';

/** The pace after a refusal, as a fraction of the admitted rate. */
const BELOW = 0.95;

/** Timers fire late; so much lateness is always made up for, in milliseconds. */
const LATENESS_MS = 20;

/** The part of the first burst that is sent at once after the process was busy with other things. */
const REFILLED = 0.5;

/** Growth factor of the pace per admitted request while the bound is far. */
const FAST = 1.25;

/** The same after a long time without a refusal. */
const FASTER = 2;

/** Growth of the pace per admitted request near the bound, as a fraction of the distance to it. */
const TOWARD_BOUND = 0.05;

/** Growth of the pace per admitted request at the bound, and the number of requests in which it doubles. */
const PROBING = 0.0005;
const PROBES_TO_DOUBLE = 48;

/** How far above the admitted rate the limit may be, as a factor. */
const UNCERTAIN = 1.25;

/** Where headers tell of more than so many times the bound, others may have caused the refusal, and be gone. */
const DOUBTFUL = 1.2;

/**
 * The slowest pace is one request in this many times the time that the gate is closed, and in this time where
 * that is less: who asks slowly learns slowly that nothing is refused any more.
 */
const SLOWEST = 2;
const SLOWEST_MS = 5000;

const SHORTEST_LOOK_MS = 500;
const LONGEST_LOOK_MS = 60_000;

/**
 * How fast requests may start, learned from admissions and refusals, without headers. A pace is the amount of
 * the limit's kind per millisecond.
 */
export class LearnedPace {
	/** Undefined while nothing was refused. */
	rate: number | undefined;

	private kind: LimitKind = 'requests';

	/** The pace at which the last refusal came. */
	private bound = Infinity;

	/** From when and for how many milliseconds it is not doubted. */
	private sure = { from: -Infinity, ms: 0 };

	/** The amount admitted at once, beyond the pace. */
	private burst = 0;

	/** The time in which that burst was sent. */
	private burstMs = 0;

	private nextAt = 0;

	private probes = 0;

	/** When and at which pace the latest doubling began. */
	private step = { at: -Infinity, rate: 0 };

	private lastRefusal = -Infinity;

	private readonly quiet = new Quiet();

	/** The state before the last refusal, restored when more refusals of its epoch arrive. */
	private judged: { epoch: Epoch; rate: number | undefined; lastRefusal: number } | undefined;

	/** When the next request may go. */
	get earliest(): number {
		return this.rate === undefined ? 0 : this.nextAt;
	}

	/** The latest time to which advice may delay a request: 20 such requests behind the pace. */
	slowest(cost: Cost): KnownBetter | undefined {
		const { kind, rate, nextAt } = this;
		return rate === undefined ? undefined : { kind, at: nextAt + (20 * this.amount(cost)) / rate };
	}

	forgetTimes(): void {
		this.nextAt = 0;
		this.lastRefusal = -Infinity;
		this.sure.from = -Infinity;
		this.quiet.begin(-Infinity);
	}

	/**
	 * Records a start.
	 *
	 * @param late for how many milliseconds the process was too busy to start anything
	 */
	take(now: number, cost: Cost, late: number): void {
		if (this.rate === undefined) return;
		// Meanwhile the limit has refilled, as far as it holds a burst.
		const madeUp = Math.max(LATENESS_MS, Math.min(late, (REFILLED * this.burst) / this.rate));
		this.nextAt = Math.max(this.nextAt, now - madeUp) + this.amount(cost) / this.rate;
	}

	/** Corrects the schedule by the difference between estimated and real cost. */
	correct(thought: Cost, real: Cost): void {
		if (this.rate === undefined || this.kind === 'requests') return;
		this.nextAt += (real[this.kind] - thought[this.kind]) / this.rate;
	}

	/**
	 * Sets the pace once the gate opens after a refusal, from what was admitted before.
	 *
	 * @param openedAt when the gate opens
	 * @param advised the refill rate according to the headers
	 * @returns false where too little is known
	 */
	settle(epoch: Epoch, openedAt: number, advised: (kind: LimitKind) => Between): boolean {
		const { refused, kind } = epoch;
		const starts = epoch.admitted;
		if (refused === undefined || kind === undefined || starts.length === 0) return false;
		if (this.judged?.epoch === epoch) {
			this.rate = this.judged.rate;
			this.lastRefusal = this.judged.lastRefusal;
		} else this.judged = { epoch, rate: this.rate, lastRefusal: this.lastRefusal };
		this.measureIn(kind);
		const end = Math.max(refused.at, starts.at(-1)?.at ?? 0);
		const look = Math.min(LONGEST_LOOK_MS, Math.max(SHORTEST_LOOK_MS, openedAt - end));
		const guess =
			this.rate === undefined
				? this.firstGuess(starts, end, look)
				: this.nextGuess(starts, end, refused);
		// Refusals may be chance where other clients are quicker; no number of them slows the pace below this.
		const slowest = this.amount(refused.cost) / Math.min(SLOWEST * look, SLOWEST_MS);
		const target = Math.max(guess, slowest);
		if (target <= 0) return false;
		const told = advised(this.kind).least * BELOW;
		this.rate = told > target && told < this.bound * BELOW ? told : target;
		this.lastRefusal = refused.at;
		this.probes = 0;
		this.nextAt = openedAt;
		this.sure = { from: openedAt, ms: look };
		this.step = { at: openedAt, rate: this.rate };
		this.quiet.begin(openedAt);
		return true;
	}

	/**
	 * Raises the pace a little after a held-back request was admitted.
	 *
	 * @param refusalMs how long a refusal takes; until then it is unknown whether the pace was too fast
	 */
	grow(start: Start, advised: (kind: LimitKind) => Between, refusalMs: number): void {
		const { rate } = this;
		if (rate === undefined || start.rate === undefined) return;
		const isQuiet = this.quiet.lasts(start.at);
		// Whoever asks slowly is admitted slowly: a bound learned from that may be far too low.
		if (isQuiet) this.bound = Infinity;
		const { least, most } = advised(this.kind);
		this.doubtBound(start.at, least);
		const { bound } = this;
		if (least * BELOW > rate && least < bound) {
			this.rate = least * BELOW;
			return;
		}
		// Headers that give about the same rate are most likely right.
		const isTold = least > rate * 0.8 && most < least * 4;
		const top = isTold ? Math.min(bound, least * 1.05) : bound;
		if (rate < top / 2) {
			if (start.at - this.step.at >= refusalMs) this.step = { at: start.at, rate };
			const most = 2 * Math.min(start.rate, this.step.rate);
			this.rate = Math.max(rate, Math.min(rate * (isQuiet ? FASTER : FAST), most));
		} else if (rate < top * 0.98) this.rate = rate + (top - rate) * TOWARD_BOUND;
		else this.rate = rate * (1 + Math.min(0.1, PROBING * 2 ** (this.probes++ / PROBES_TO_DOUBLE)));
	}

	/** Doubles a bound that is doubtful, each time that nothing was refused for long enough. */
	private doubtBound(now: number, told: number): void {
		const { from, ms } = this.sure;
		if (told < DOUBTFUL * this.bound || now < from + ms) return;
		this.bound *= 2;
		this.sure.from = now;
	}

	/** Switches to another kind of limit, about which the pace so far tells nothing. */
	private measureIn(kind: LimitKind): void {
		if (kind === this.kind) return;
		this.kind = kind;
		this.rate = undefined;
		this.bound = Infinity;
	}

	/** Assumes that the burst before the first refusal refills in about the time that the gate is closed. */
	private firstGuess(starts: readonly Start[], end: number, look: number): number {
		const recent = starts.filter(({ at }) => at >= end - look);
		const took = end - (recent[0]?.at ?? end);
		this.burst = this.sum(recent);
		this.burstMs = took;
		return (2 * this.burst) / (took + look);
	}

	/** Just below the highest average rate admitted up to the refusal, not counting the burst. */
	private nextGuess(starts: readonly Start[], end: number, refused: Start): number {
		const average = this.sum(starts) / Math.max(1, refused.at - this.lastRefusal);
		const lately = this.letInLately(starts, end, this.burst);
		// What refilled during the first burst is not part of it.
		const burst = Math.max(0, this.burst - Math.max(average, lately) * this.burstMs);
		const letIn = Math.max(average, this.letInLately(starts, end, burst));
		const paced = refused.rate ?? Infinity;
		this.bound = lately > 0 ? Math.min(paced, letIn * UNCERTAIN) : Math.sqrt(letIn * paced);
		return Math.min(letIn, this.bound) * BELOW;
	}

	private letInLately(starts: readonly Start[], end: number, burst: number): number {
		const amounts = starts.map(({ at, cost }) => ({ at, amount: this.amount(cost) }));
		return admittedRate(amounts, end, { burst, least: 2 * this.burst });
	}

	private sum(starts: readonly Start[]): number {
		return starts.reduce((sum, { cost }) => sum + this.amount(cost), 0);
	}

	private amount(cost: Cost): number {
		return cost[this.kind];
	}
}
