/** An admitted request: when it started, in milliseconds since 1970, and its amount of a limit. */
interface Admitted {
	at: number;
	amount: number;
}

/**
 * The highest average rate at which requests were admitted up to a time, per millisecond, over any time long
 * enough to tell.
 *
 * @param starts in their order
 * @param burst the amount that was admitted at once, beyond the rate
 * @param least the amount over which an average tells something
 */
export function admittedRate(
	starts: readonly Admitted[],
	end: number,
	{ burst, least }: { burst: number; least: number },
): number {
	let sum = 0;
	let most = 0;
	for (const { at, amount } of [...starts].reverse()) {
		sum += amount;
		if (sum < least || end <= at) continue;
		most = Math.max(most, (sum - burst) / (end - at));
	}
	return most;
}
