/** What rounding may take from a token without its being missed. */
const TOLERANCE = 1e-9;

/** A bucket that fills continuously up to its capacity; every time is given, in milliseconds. */
export class TokenBucket {
	private tokens: number;

	constructor(
		readonly capacity: number,
		private readonly perSecond: number,
		private filledAt: number,
	) {
		this.tokens = capacity;
	}

	/** Takes one token, if there is a whole one. */
	take(now: number): boolean {
		this.fill(now);
		if (this.tokens + TOLERANCE < 1) return false;
		this.tokens = Math.max(0, this.tokens - 1);
		return true;
	}

	/** Whole tokens that are left. */
	remaining(now: number): number {
		this.fill(now);
		return Math.floor(this.tokens + TOLERANCE);
	}

	msUntilNext(now: number): number {
		return this.msUntil(1, now);
	}

	msUntilFull(now: number): number {
		return this.msUntil(this.capacity, now);
	}

	private msUntil(tokens: number, now: number): number {
		this.fill(now);
		return Math.max(0, ((tokens - this.tokens) / this.perSecond) * 1000);
	}

	private fill(now: number) {
		const grown = ((now - this.filledAt) / 1000) * this.perSecond;
		this.tokens = Math.min(this.capacity, this.tokens + Math.max(0, grown));
		this.filledAt = Math.max(now, this.filledAt);
	}
}
