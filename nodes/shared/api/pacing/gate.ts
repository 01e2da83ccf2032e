import type { Failure } from '../../errors/failure';

/** How long a distant opening time is trusted; after that the gate is tried again. */
const TRUST_MS = 60_000;

/** Why and until when nothing starts. */
export interface Closed {
	/** Milliseconds since 1970. */
	until: number;
	failure: Failure;
}

/** Nothing starts while it is closed. */
export class Gate {
	private closed: Closed | undefined;

	private closedAt = 0;

	/** Closes it, or keeps it closed for longer. */
	close(until: number, failure: Failure, now: number): number {
		const latest = Math.max(this.closed?.until ?? 0, until);
		this.closed = { until: latest, failure };
		this.closedAt = now;
		return latest;
	}

	open(): void {
		this.closed = undefined;
	}

	/** When it opens, or last opened. */
	get opensAt(): number | undefined {
		return this.closed?.until;
	}

	/** Why it is closed now; undefined while it is open. */
	reason(now: number): Closed | undefined {
		return this.closed !== undefined && this.closed.until > now ? this.closed : undefined;
	}

	/** Why it is closed for longer than a request may wait; where that was set long ago, opens it instead. */
	tooFar(longestMs: number, now: number): Closed | undefined {
		const closed = this.reason(now);
		if (closed === undefined || closed.until - now <= longestMs) return undefined;
		if (now - this.closedAt <= TRUST_MS) return closed;
		this.open();
		return undefined;
	}
}
