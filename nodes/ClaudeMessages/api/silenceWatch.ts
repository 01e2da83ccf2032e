/** What a watch says of too much silence, in the form in which Node.js reports it. */
const SILENCE = { code: 'ETIMEDOUT' };

/** Gives up on something that is not heard of for too long; one timer, however much is heard. */
export class SilenceWatch {
	private lastSign = Date.now();

	private stopped = false;

	private giveUp: (reason: unknown) => void = () => undefined;

	/** @param longest milliseconds of silence */
	constructor(private readonly longest: number) {
		this.arm(longest);
	}

	/**
	 * Waits for the next sign.
	 *
	 * @throws the code ETIMEDOUT when it does not come in time
	 */
	async listen<Sign>(next: () => Promise<Sign>): Promise<Sign> {
		const sign = await new Promise<Sign>((resolve, reject) => {
			this.giveUp = reject;
			next().then(resolve, reject);
		});
		this.heard();
		return sign;
	}

	/** Something was heard, though not yet what is waited for. */
	heard(): void {
		this.lastSign = Date.now();
	}

	stop(): void {
		this.stopped = true;
	}

	/** Timers of a signal do not keep a process alive. */
	private arm(ms: number): void {
		const alarm = AbortSignal.timeout(Math.ceil(ms));
		alarm.addEventListener('abort', () => this.check(), { once: true });
	}

	private check(): void {
		if (this.stopped) return;
		const left = this.lastSign + this.longest - Date.now();
		this.arm(left > 0 ? left : this.longest);
		if (left <= 0) this.giveUp(SILENCE);
	}
}
