/** Two values that the true one lies between. */
export interface Between {
	least: number;
	most: number;
}

/** How much of a limit comes back; per millisecond. */
export type RefillRate = Between;

/** Headers give what is left as a whole number, so up to one less was used than it looks. */
const ROUNDING = 1;

/**
 * Narrows down how fast a limit refills, from what was used of it and the time until it is whole again.
 *
 * @param used how much less than the limit is left
 * @param untilWhole milliseconds
 */
export function observe(
	known: RefillRate | undefined,
	used: number,
	untilWhole: Between,
): RefillRate | undefined {
	if (used <= 0 || untilWhole.most <= 0) return known;
	const seen = {
		least: Math.max(0, used - ROUNDING) / untilWhole.most,
		most: used / Math.max(1, untilWhole.least),
	};
	const both = {
		least: Math.max(seen.least, known?.least ?? 0),
		most: Math.min(seen.most, known?.most ?? Infinity),
	};
	// Limits change; then the latest answer is right.
	return both.least <= both.most ? both : seen;
}

/** The rate to count on: the middle of what is known. */
export function rateOf(rate: RefillRate | undefined): number {
	if (rate === undefined) return Infinity;
	return (rate.least + rate.most) / 2;
}
