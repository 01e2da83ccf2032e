import type { Usage } from '@anthropic-ai/sdk/resources/messages';
import type { Failure } from '../../errors/failure';
import { AdvisedLimits } from './advisedLimits';
import { Alarm } from './alarm';
import { Confirmations } from './confirmations';
import { Epoch, type Start } from './epoch';
import { Gate } from './gate';
import { LearnedPace } from './learnedPace';
import { culprit, type LimitKind, type RateLimit } from './rateLimits';
import { RequestCosts } from './requestCosts';
import { retryDelay } from './retryDelay';
import { type Turn, Turns, type Waiting } from './turns';

/** The most requests in flight before the first answer; each answer allows one more. */
const FIRST_WINDOW = 10;

/**
 * Milliseconds between two starts. Requests that start at the same moment are processed and answered at the
 * same moment, and so delay each other for their whole run.
 */
export const STAGGER_MS = 2;

/** The largest random extra of a pause, as a fraction of the pause. */
const JITTER = 0.25;

/** A start at most this long after the pace allows it was held back by the pace. */
const PACED_MS = 5;

/** The clock may go back by this much without counting as set back. */
export const CLOCK_STEP_MS = 100;

/** What the pacer needs to know of a refusal. */
export interface Refusal {
	failure: Failure;
	limits: readonly RateLimit[];
	/** How often the item was retried before. */
	retries: number;
	/** When the server asks to retry, where the item may not wait that long. */
	comeBack?: number;
}

/**
 * Decides when requests with one key to one model may start, across all runs of the process. Outcomes of
 * requests are binding; headers are only advice.
 *
 * A refusal closes the gate for all requests until its delay is over. Then requests start evenly spaced,
 * first below the admitted rate, then faster until one is refused. While nothing is admitted, a single
 * request probes with growing pauses and the others wait.
 */
export class Pacer {
	private readonly turns = new Turns<Start>();

	private readonly alarm = new Alarm(() => this.pump(Date.now()));

	private readonly advice = new AdvisedLimits();

	private readonly costs = new RequestCosts();

	private readonly pace = new LearnedPace();

	private readonly confirmations = new Confirmations((start) => this.confirmed(start));

	private epoch = new Epoch();

	/** The previous epoch, which ended with a refusal. */
	private before = this.epoch;

	/** Whether the last refusal was evaluated; that waits until the gate opens, as more may be refused. */
	private isSettled = true;

	readonly gate = new Gate();

	private window = FIRST_WINDOW;

	/** Requests of the current epoch in flight. */
	private onTheirWay = 0;

	/** Requests of any epoch in flight. */
	private open = 0;

	private starts = 0;

	private lastStart = -Infinity;

	private pumpedAt = -Infinity;

	private hasAnswered = false;

	/** How many callers hold it. */
	users = 0;

	/** When it was last used, in milliseconds since 1970. */
	usedAt = Date.now();

	constructor(private readonly random: () => number = Math.random) {}

	/** Whether it has no callers, no waiting requests and none in flight. */
	get isIdle(): boolean {
		return this.users === 0 && this.turns.size === 0 && this.open === 0;
	}

	/** Queues a request for its start; calls `grant` or `fail` once that is decided, possibly at once. */
	enter(waiting: Waiting<Start>, now = Date.now()): void {
		this.turns.add(waiting);
		this.pump(now);
	}

	/** Removes a waiting request, as its run was stopped. */
	leave(waiting: Waiting<Start>): void {
		this.turns.remove(waiting);
		this.pump(Date.now());
	}

	/** Records that an answer other than a refusal has begun to arrive. */
	letIn(start: Start, limits: readonly RateLimit[]): void {
		this.advice.learn(start, limits, Date.now());
		if (start.fate !== 'open') return;
		this.hasAnswered = true;
		this.confirmations.confirm(start);
	}

	/** Records the real cost of an answered request. */
	answered(start: Start, usage: Partial<Usage>): void {
		this.pace.correct(start.cost, this.costs.learn(start.bytes, usage));
	}

	/**
	 * Closes the gate after a refusal that applies to all requests.
	 *
	 * @returns when the gate opens again
	 */
	refused(
		start: Start,
		{ failure, limits, retries, comeBack = 0 }: Refusal,
		now = Date.now(),
	): number {
		this.advice.learn(start, limits, now, true);
		this.confirmations.refused(start, now);
		start.epoch.refuse(start);
		if (start.epoch === this.epoch) {
			this.cut(failure.status === 429 ? culprit(limits, start.cost) : undefined);
		}
		if (start.epoch === this.before && !this.epoch.isConfirmed) this.isSettled = false;
		const { storms } = this.before;
		// A random extra, so that it does not collide with the same other client each time.
		const chance = storms > 2 && retries === 0 ? 1 + this.random() * JITTER : 1;
		const pause = storms > 1 ? retryDelay({}, storms - 2, 0) : 0;
		const steps = Math.max(retries, storms);
		const delay = chance * Math.max(pause, retryDelay(failure.retry ?? {}, steps, this.random()));
		return this.gate.close(Math.max(now + delay, comeBack), failure, now);
	}

	/** A request is over, with or without an answer. */
	ended(start: Start): void {
		this.open--;
		if (start.epoch === this.epoch) this.onTheirWay--;
		if (start.fate === 'open') {
			start.fate = 'unknown';
			start.epoch.discount();
			this.advice.forget(start.number);
		}
		const now = Date.now();
		this.usedAt = now;
		this.pump(now);
	}

	/** Begins a new epoch; requests that started before tell nothing about it. */
	private cut(kind: LimitKind | undefined): void {
		this.before = this.epoch;
		this.before.kind = kind;
		this.epoch = new Epoch();
		this.confirmations.clear();
		this.onTheirWay = 0;
	}

	/** Sets the pace or the window once the gate opens, from what was admitted before. */
	private settle(openedAt: number): void {
		this.isSettled = true;
		const { letIn, storms } = this.before;
		this.epoch.storms = letIn === 0 ? storms + 1 : 0;
		const knowsPace =
			letIn > 0 && this.pace.settle(this.before, openedAt, (kind) => this.advice.rateOf(kind));
		if (!knowsPace) this.window = Math.max(1, Math.floor(letIn / 2));
	}

	private confirmed(start: Start): void {
		if (start.epoch !== this.epoch) return;
		this.epoch.isConfirmed = true;
		this.epoch.storms = 0;
		this.window++;
		const advised = (kind: LimitKind) => this.advice.rateOf(kind);
		this.pace.grow(start, advised, this.confirmations.refusalMs ?? 0);
	}

	/** Starts every request that may start, and sets the alarm for the next. */
	private pump(now: number): void {
		if (this.pumpedAt - now > CLOCK_STEP_MS) this.forgetTimes();
		this.pumpedAt = now;
		const late = this.alarm.lateness(now);
		if (!this.isSettled && this.gate.reason(now) === undefined)
			this.settle(this.gate.opensAt ?? now);
		this.confirmations.presume(now);
		for (const { turn, fail } of this.turns.takeOverdue(now)) {
			if (turn.giveUp !== undefined) fail(turn.giveUp.failure);
		}
		for (let next = this.turns.first; next !== undefined; next = this.turns.first) {
			const at = this.earliest(next.turn, now);
			if (at > now) {
				const soonest = Math.min(at, this.turns.nextGiveUp);
				if (soonest < Infinity) this.alarm.set(soonest, now);
				return;
			}
			this.turns.takeFirst();
			next.grant(this.start(next.turn, now, late));
		}
		this.alarm.clear();
	}

	/** The clock was set back: forgets the times, so that no request waits for it to catch up. */
	private forgetTimes(): void {
		this.gate.open();
		this.lastStart = -Infinity;
		this.pace.forgetTimes();
		this.advice.forgetTimes();
	}

	private earliest(turn: Turn, now: number): number {
		const closed = this.gate.reason(now);
		if (closed !== undefined) return closed.until;
		if (this.onTheirWay >= this.mostOnTheirWay) return this.confirmations.nextAt;
		const stagger = this.hasAnswered ? 0 : this.lastStart + STAGGER_MS;
		const cost = this.costs.estimate(turn.bytes);
		const headroom = this.costs.headroom(cost);
		const advised = this.advice.earliest(now, cost, headroom, this.pace.slowest(cost));
		// A lone request with none to follow needs no pace, and a probe has pauses of its own.
		const isAlone = !turn.hasMore && this.turns.size === 1 && this.onTheirWay === 0;
		const isFree = isAlone || this.epoch.storms > 0;
		return Math.max(now, stagger, advised, isFree ? 0 : this.pace.earliest);
	}

	private get mostOnTheirWay(): number {
		if (this.epoch.storms > 0) return 1;
		return this.pace.rate === undefined ? this.window : Infinity;
	}

	private start({ bytes }: Turn, now: number, late: number): Start {
		const { rate } = this.pace;
		const cost = this.costs.estimate(bytes);
		// A request that starts against the advice also counts as held back by the pace.
		const isPaced =
			this.pace.earliest > now - PACED_MS ||
			this.advice.earliest(now, cost, this.costs.headroom(cost)) > now;
		const start: Start = {
			number: ++this.starts,
			at: now,
			bytes,
			cost,
			epoch: this.epoch,
			fate: 'open',
			rate: isPaced ? rate : undefined,
		};
		this.open++;
		this.onTheirWay++;
		this.lastStart = now;
		this.epoch.add(start);
		this.confirmations.add(start);
		this.pace.take(now, start.cost, late);
		this.advice.take(start);
		return start;
	}
}
