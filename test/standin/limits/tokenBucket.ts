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

	/** Takes tokens, if there are so many whole ones; a request larger than the bucket needs it full. */
	take(now: number, amount = 1): boolean {
		if (!this.has(now, amount)) return false;
		this.tokens = Math.max(0, this.tokens - amount);
		return true;
	}

	has(now: number, amount = 1): boolean {
		this.fill(now);
		return this.tokens + TOLERANCE >= Math.min(amount, this.capacity);
	}

	/** Whole tokens that are left. */
	remaining(now: number): number {
		this.fill(now);
		return Math.floor(this.tokens + TOLERANCE);
	}

	msUntilNext(now: number, amount = 1): number {
		return this.msUntil(Math.min(amount, this.capacity), now);
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
