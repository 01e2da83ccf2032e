/** So many milliseconds and admitted requests without a refusal are a long quiet. */
const LONG_MS = 15_000;
const LONG_REQUESTS = 4;

/** The time without a refusal, as far as requests were admitted in it. */
export class Quiet {
	private since = -Infinity;

	private admitted = 0;

	/** A refusal is over, or the clock was set back. */
	begin(at: number): void {
		this.since = at;
		this.admitted = 0;
	}

	/**
	 * Counts an admitted request.
	 *
	 * @param at when it started
	 * @returns whether the quiet has been long by then
	 */
	lasts(at: number): boolean {
		this.admitted++;
		return this.admitted >= LONG_REQUESTS && at - this.since >= LONG_MS;
	}
}
