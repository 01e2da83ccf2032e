const SHORTEST_MS = 5_000;

const LONGEST_MS = 120_000;

/** Of the time that a batch has taken already. */
const SHARE = 0.12;

/**
 * How long to wait before a batch is looked at again: short at first, and never so long that its end is told
 * much later than it came.
 *
 * @returns milliseconds
 */
export function pollPause(elapsedMs: number): number {
	return Math.min(Math.max(SHARE * elapsedMs, SHORTEST_MS), LONGEST_MS);
}
