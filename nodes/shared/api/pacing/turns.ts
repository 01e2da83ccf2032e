import type { Failure } from '../../errors/failure';

/** A request that waits for its start. */
export interface Turn {
	/** Size of its body, from which its cost is estimated. */
	bytes: number;
	/** Milliseconds since 1970 at which it was first refused or failed; undefined for a first attempt. */
	since: number | undefined;
	/** When it stops waiting, and the failure it then ends with. */
	giveUp: { at: number; failure: Failure } | undefined;
	/** Whether its run has more to send after it. */
	hasMore: boolean;
}

/** A turn and how to end its wait. */
export interface Waiting<Granted> {
	turn: Turn;
	grant(granted: Granted): void;
	fail(reason: Failure): void;
}

/**
 * The waiting requests in start order: retries by the time of their first failure, then first attempts by
 * arrival.
 */
export class Turns<Granted> {
	private readonly again: Array<Waiting<Granted>> = [];

	/** A started request leaves undefined behind, so that its run can be garbage collected. */
	private fresh: Array<Waiting<Granted> | undefined> = [];

	/** Index of the first fresh request; those before it have started. */
	private head = 0;

	get size(): number {
		return this.again.length + this.fresh.length - this.head;
	}

	get first(): Waiting<Granted> | undefined {
		return this.again[0] ?? this.fresh[this.head];
	}

	add(waiting: Waiting<Granted>): void {
		const { since } = waiting.turn;
		if (since === undefined) {
			this.fresh.push(waiting);
			return;
		}
		const later = this.again.findIndex(({ turn }) => (turn.since ?? 0) > since);
		this.again.splice(later < 0 ? this.again.length : later, 0, waiting);
	}

	takeFirst(): void {
		if (this.again.shift() === undefined) this.dropFresh();
	}

	remove(waiting: Waiting<Granted>): void {
		const { again, fresh } = this;
		if (again.includes(waiting)) again.splice(again.indexOf(waiting), 1);
		const index = fresh.indexOf(waiting, this.head);
		if (index >= 0) fresh.splice(index, 1);
	}

	/** When the next request gives up; only retries do. */
	get nextGiveUp(): number {
		return this.again.reduce(
			(least, { turn }) => Math.min(least, turn.giveUp?.at ?? Infinity),
			Infinity,
		);
	}

	/** Removes and returns the requests that have waited long enough. */
	takeOverdue(now: number): Array<Waiting<Granted>> {
		const overdue = this.again.filter(({ turn }) => (turn.giveUp?.at ?? Infinity) <= now);
		for (const waiting of overdue) this.again.splice(this.again.indexOf(waiting), 1);
		return overdue;
	}

	private dropFresh(): void {
		this.fresh[this.head] = undefined;
		this.head++;
		if (this.head < 64 || this.head * 2 < this.fresh.length) return;
		this.fresh = this.fresh.slice(this.head);
		this.head = 0;
	}
}
