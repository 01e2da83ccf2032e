/** Shorter waits are nobody's business. */
const LONG_MS = 5000;

/** Lines come no closer together. */
const SILENCE_MS = 15_000;

/** Tells n8n's log of long waits while they last. */
export class WaitLog {
	private since: number | undefined;

	private saidAt = -Infinity;

	constructor(private readonly log: (message: string) => void) {}

	/**
	 * Something waits.
	 *
	 * @param reason the type of the failure that it waits for
	 * @param until milliseconds since 1970
	 */
	waits(reason: string, until: number, now = Date.now()): void {
		this.since ??= now;
		if (until - this.since < LONG_MS || now - this.saidAt < SILENCE_MS) return;
		this.saidAt = now;
		const end = new Date(until).toISOString();
		this.log(`Claude Messages waits until ${end} before it asks again (${reason})`);
	}

	/** Something was answered. */
	goesOn(): void {
		this.since = undefined;
	}
}
