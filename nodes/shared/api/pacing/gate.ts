import type { Failure } from '../../errors/failure';

/** After so long a gate that is closed for much longer is tried again. */
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

	/** When it opens, or has opened last. */
	get opensAt(): number | undefined {
		return this.closed?.until;
	}

	/** What keeps it closed now. */
	reason(now: number): Closed | undefined {
		return this.closed !== undefined && this.closed.until > now ? this.closed : undefined;
	}

	/** What keeps it closed for longer than somebody may wait. What was said long ago is tried again. */
	tooFar(longestMs: number, now: number): Closed | undefined {
		const closed = this.reason(now);
		if (closed === undefined || closed.until - now <= longestMs) return undefined;
		if (now - this.closedAt <= TRUST_MS) return closed;
		this.open();
		return undefined;
	}
}
