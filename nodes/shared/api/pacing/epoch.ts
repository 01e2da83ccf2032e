import type { Sent } from './advisedLimits';
import type { LimitKind } from './rateLimits';

/** The outcome of a request with regard to rate limits. */
export type Fate = 'open' | 'letIn' | 'refused' | 'unknown';

/** A request that was started. */
export interface Start extends Sent {
	/** Size of its body. */
	bytes: number;
	epoch: Epoch;
	fate: Fate;
	/** The pace per millisecond when it started; undefined unless the pace held it back. */
	rate: number | undefined;
}

/** How many of the latest starts are kept. */
const REMEMBERED = 1024;

/** The time from one opening of the gate to the next refusal. */
export class Epoch {
	/** The latest starts, in their order. */
	starts: Start[] = [];

	/** The first one that was refused. */
	refused: Start | undefined;

	/** The kind of limit that caused the refusal; undefined for an overload. */
	kind: LimitKind | undefined;

	/** How many epochs in a row before this one admitted nothing. */
	storms = 0;

	/** Whether a request was admitted for certain, or almost for certain. */
	isConfirmed = false;

	private refusals = 0;

	private count = 0;

	add(start: Start): void {
		this.count++;
		this.starts.push(start);
		if (this.starts.length > 2 * REMEMBERED) this.starts = this.starts.slice(-REMEMBERED);
	}

	/** Removes a start from the count, as its end tells nothing about limits. */
	discount(): void {
		this.count--;
	}

	refuse(start: Start): void {
		this.refusals++;
		if (this.refused === undefined || start.at < this.refused.at) this.refused = start;
	}

	/** How many were admitted: all that were not refused, since refusals arrive soon. */
	get letIn(): number {
		return this.count - this.refusals;
	}

	/** The starts that were admitted. */
	get admitted(): Start[] {
		return this.starts.filter(({ fate }) => fate === 'open' || fate === 'letIn');
	}
}
