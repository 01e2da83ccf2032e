/** Shorter waits are not logged. */
const LONG_MS = 5000;

/** The shortest time between two lines. */
const SILENCE_MS = 15_000;

/** Writes long waits to n8n's log while they last. */
export class WaitLog {
	private since: number | undefined;

	private saidAt = -Infinity;

	constructor(private readonly log: (message: string) => void) {}

	/**
	 * Records that a request waits.
	 *
	 * @param reason the type of the failure that causes the wait
	 * @param until milliseconds since 1970
	 */
	waits(reason: string, until: number, now = Date.now()): void {
		this.since ??= now;
		if (until - this.since < LONG_MS || now - this.saidAt < SILENCE_MS) return;
		this.saidAt = now;
		const end = new Date(until).toISOString();
		this.log(`Claude Messages waits until ${end} before it asks again (${reason})`);
	}

	/** Ends the wait, since a request was answered. */
	goesOn(): void {
		this.since = undefined;
	}
}
