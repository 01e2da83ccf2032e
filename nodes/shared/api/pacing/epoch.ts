import type { Sent } from './advisedLimits';
import type { LimitKind } from './rateLimits';

/** What became of a request, as far as limits are concerned. */
export type Fate = 'open' | 'letIn' | 'refused' | 'unknown';

/** A request that was started. */
export interface Start extends Sent {
	/** Of its body. */
	bytes: number;
	epoch: Epoch;
	fate: Fate;
	/** How fast requests were let go when it started, if it was held back for that; per millisecond. */
	rate: number | undefined;
}

/** So many starts are remembered at most. */
const REMEMBERED = 1024;

/** The time from one opening of the gate to the next refusal. */
export class Epoch {
	/** The latest starts, in their order. */
	starts: Start[] = [];

	/** The first one that was refused. */
	refused: Start | undefined;

	/** Of which kind the limit was that refused; undefined where it was none, but an overload. */
	kind: LimitKind | undefined;

	/** How many epochs before this one let nothing in. */
	storms = 0;

	/** Whether something was let in for certain, or as good as certain. */
	isConfirmed = false;

	private refusals = 0;

	private count = 0;

	add(start: Start): void {
		this.count++;
		this.starts.push(start);
		if (this.starts.length > 2 * REMEMBERED) this.starts = this.starts.slice(-REMEMBERED);
	}

	/** A start of it got no answer that says anything about limits. */
	discount(): void {
		this.count--;
	}

	refuse(start: Start): void {
		this.refusals++;
		if (this.refused === undefined || start.at < this.refused.at) this.refused = start;
	}

	/** Those who were not refused are in: refusals come soon. */
	get letIn(): number {
		return this.count - this.refusals;
	}

	/** The starts that were let in. */
	get admitted(): Start[] {
		return this.starts.filter(({ fate }) => fate === 'open' || fate === 'letIn');
	}
}
