/** Bounds of a value that is not known exactly. */
export interface Between {
	least: number;
	most: number;
}

/** How much of a limit refills per millisecond. */
export type RefillRate = Between;

export const UNKNOWN_RATE: RefillRate = { least: 0, most: Infinity };

/**
 * Narrows down how fast a limit refills, from what was used of it and the time until it is whole again.
 *
 * @param used how much of the limit is used up
 * @param untilWhole milliseconds
 */
export function narrowed(known: RefillRate, used: Between, untilWhole: Between): RefillRate {
	if (used.most <= 0 || untilWhole.most <= 0) return known;
	const seen = {
		least: Math.max(0, used.least) / untilWhole.most,
		// An answer that takes longer than the full refill gives no upper bound.
		most: untilWhole.least > 0 ? used.most / untilWhole.least : Infinity,
	};
	const both = {
		least: Math.max(seen.least, known.least),
		most: Math.min(seen.most, known.most),
	};
	// Limits may change; the latest answer is right then.
	return both.least <= both.most ? both : seen;
}

/**
 * A lower bound of the refill rate. Each admitted request postpones the time at which the limit is whole by
 * the time that one takes to refill, or by more where others use the limit too, however long answers take.
 *
 * @param steps the times at which it was to be whole, in ascending order
 * @param fuzzy milliseconds by which such a time may be off
 */
export function slowestBySteps(steps: readonly number[], fuzzy: number): number {
	const last = steps.at(-1) ?? 0;
	const count = steps.length - 1;
	const rates = steps.slice(0, -1).map((step, index) => (count - index) / (last - step + fuzzy));
	return Math.max(0, ...rates);
}
