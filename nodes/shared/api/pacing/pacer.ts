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

/** So many requests may be on their way before the first answer; each answer allows one more. */
const FIRST_WINDOW = 10;

/**
 * Requests that start at the same moment do all their work side by side, are answered side by side, and
 * so hold each other up for their whole run.
 */
export const STAGGER_MS = 2;

/** The part of a pause by which it may be longer. */
const JITTER = 0.25;

/** Who starts so soon after the pace allows it was held back by it. */
const PACED_MS = 5;

/** By so much the clock may go back without having been put back. */
export const CLOCK_STEP_MS = 100;

/** What a refusal says. */
export interface Refusal {
	failure: Failure;
	limits: readonly RateLimit[];
	/** How often the item was asked again before. */
	retries: number;
	/** When the server wants to be asked again, where that is too far for the item to wait. */
	comeBack?: number;
}

/**
 * When the requests with one key to one model may start, over all runs of the process. What came of
 * requests counts; what headers say is advice.
 *
 * A refusal closes the gate for all until its time is over. Then requests go evenly spaced, slower than
 * they were let in, and faster again until one is refused. Where nothing at all is let in, one request
 * probes with growing pauses, and the others wait.
 */
export class Pacer {
	private readonly turns = new Turns<Start>();

	private readonly alarm = new Alarm(() => this.pump(Date.now()));

	private readonly advice = new AdvisedLimits();

	private readonly costs = new RequestCosts();

	private readonly pace = new LearnedPace();

	private readonly confirmations = new Confirmations((start) => this.confirmed(start));

	private epoch = new Epoch();

	/** The one before, which ended with a refusal. */
	private before = this.epoch;

	/** What the refusal means is decided when the gate opens: until then more may be refused. */
	private isSettled = true;

	readonly gate = new Gate();

	private window = FIRST_WINDOW;

	/** Of the present epoch. */
	private onTheirWay = 0;

	/** Of any epoch. */
	private open = 0;

	private starts = 0;

	private lastStart = -Infinity;

	private pumpedAt = -Infinity;

	private hasAnswered = false;

	/** Who holds on to it. */
	users = 0;

	/** When it was last of use, in milliseconds since 1970. */
	usedAt = Date.now();

	constructor(private readonly random: () => number = Math.random) {}

	/** Nobody uses it at the moment. */
	get isIdle(): boolean {
		return this.users === 0 && this.turns.size === 0 && this.open === 0;
	}

	/** Waits for a start; `grant` or `fail` is called when it is decided, maybe at once. */
	enter(waiting: Waiting<Start>, now = Date.now()): void {
		this.turns.add(waiting);
		this.pump(now);
	}

	/** The run was stopped while it waited. */
	leave(waiting: Waiting<Start>): void {
		this.turns.remove(waiting);
		this.pump(Date.now());
	}

	/** An answer that is no refusal has begun to come. */
	letIn(start: Start, limits: readonly RateLimit[]): void {
		this.advice.learn(start, limits, Date.now());
		if (start.fate !== 'open') return;
		this.hasAnswered = true;
		this.confirmations.confirm(start);
	}

	/** An answer came, and what it cost is known. */
	answered(start: Start, usage: Partial<Usage>): void {
		this.pace.correct(start.cost, this.costs.learn(start.bytes, usage));
	}

	/**
	 * A refusal that concerns everybody.
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
		// By chance a little longer, or it may meet the same moment of another client each time.
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

	/** A new time begins: what started before says nothing of it. */
	private cut(kind: LimitKind | undefined): void {
		this.before = this.epoch;
		this.before.kind = kind;
		this.epoch = new Epoch();
		this.confirmations.clear();
		this.onTheirWay = 0;
	}

	/** The gate opens: how it goes on follows from what was let in before. */
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

	/** Starts whoever may start, and sets the alarm for the next. */
	private pump(now: number): void {
		if (this.pumpedAt - now > CLOCK_STEP_MS) this.forgetTimes();
		this.pumpedAt = now;
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
			next.grant(this.start(next.turn, now));
		}
		this.alarm.clear();
	}

	/** The clock was put back, and nobody is to wait until it is where it was. */
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
		// Who is alone and has nothing to follow needs no pace, and who probes has pauses of its own.
		const isAlone = !turn.hasMore && this.turns.size === 1 && this.onTheirWay === 0;
		const isFree = isAlone || this.epoch.storms > 0;
		return Math.max(now, stagger, advised, isFree ? 0 : this.pace.earliest);
	}

	private get mostOnTheirWay(): number {
		if (this.epoch.storms > 0) return 1;
		return this.pace.rate === undefined ? this.window : Infinity;
	}

	private start({ bytes }: Turn, now: number): Start {
		const { rate } = this.pace;
		const cost = this.costs.estimate(bytes);
		// Who goes against the advice is held back by the pace as well.
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
		this.pace.take(now, start.cost);
		this.advice.take(start);
		return start;
	}
}
