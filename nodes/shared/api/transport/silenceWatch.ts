/** The error for too much silence, in the form in which Node.js reports it. */
export const SILENCE = { code: 'ETIMEDOUT' };

/** Alarms are set a little late, so that deadlines close to each other share one. */
const GRAIN_MS = 5;

/**
 * Calls back after too long a silence. All watches of the process share one alarm, so a watch costs little
 * more than its place in a set, and leaves nothing behind once it is stopped.
 */
export class SilenceWatch {
	private deadline: number;

	/** Whether the silence was too long; the watch has ended then. */
	isSilent = false;

	/**
	 * @param longest milliseconds of silence
	 * @param onSilence called once, when they have passed
	 */
	constructor(
		private readonly longest: number,
		private readonly onSilence: () => void,
	) {
		this.deadline = Date.now() + longest;
		watches.add(this);
		ringBy(this.deadline);
	}

	heard(): void {
		this.deadline = Date.now() + this.longest;
	}

	stop(): void {
		watches.delete(this);
	}

	/** @returns when to look again */
	private check(now: number): number {
		if (this.deadline > now) return this.deadline;
		watches.delete(this);
		this.isSilent = true;
		this.onSilence();
		return Infinity;
	}

	static checkAll(): void {
		const now = Date.now();
		let next = Infinity;
		for (const watch of watches) next = Math.min(next, watch.check(now));
		if (next < Infinity) ringBy(next);
	}
}

const watches = new Set<SilenceWatch>();

/**
 * A signal's timer does not keep the process alive, and is garbage-collected once the signal has no listener.
 */
let alarm: AbortSignal | undefined;
let alarmAt = Infinity;

function ringBy(deadline: number): void {
	if (deadline >= alarmAt) return;
	cancelAlarm();
	alarmAt = deadline;
	alarm = AbortSignal.timeout(Math.ceil(Math.max(deadline - Date.now(), 0)) + GRAIN_MS);
	alarm.addEventListener('abort', ring);
}

function ring(): void {
	cancelAlarm();
	SilenceWatch.checkAll();
}

function cancelAlarm(): void {
	alarm?.removeEventListener('abort', ring);
	alarm = undefined;
	alarmAt = Infinity;
}
