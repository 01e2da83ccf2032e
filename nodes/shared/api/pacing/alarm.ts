import { sleep } from 'n8n-workflow';

/** The longest single sleep in n8n 1.x, where sleep cannot be aborted; longer waits are split. */
const LONGEST_DEAF_MS = 1000;

/** Calls `ring` at a time that may change; at most one timer runs. */
export class Alarm {
	private timer: { at: number; stop: AbortController } | undefined;

	/** The time for which it rings just now. */
	private ringingFor: number | undefined;

	constructor(private readonly ring: () => void) {}

	/** @param at milliseconds since 1970 */
	set(at: number, now: number): void {
		if (this.timer?.at === at) return;
		this.clear();
		const timer = { at, stop: new AbortController() };
		this.timer = timer;
		// Rounded up, as a timer that fires early would have to be set again.
		const whole = Math.ceil(at - now);
		const ms = sleep.length === 1 ? Math.min(whole, LONGEST_DEAF_MS) : whole;
		sleep(ms, timer.stop.signal).then(
			() => {
				if (this.timer !== timer) return;
				this.timer = undefined;
				this.ringingFor = at;
				this.ring();
				this.ringingFor = undefined;
			},
			() => undefined,
		);
	}

	/** How many milliseconds it should have rung ago; 0 where it is not late. */
	lateness(now: number): number {
		const at = this.timer?.at ?? this.ringingFor;
		return at === undefined ? 0 : Math.max(0, now - at);
	}

	clear(): void {
		this.timer?.stop.abort();
		this.timer = undefined;
	}
}
