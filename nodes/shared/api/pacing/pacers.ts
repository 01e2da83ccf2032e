import { CLOCK_STEP_MS, Pacer } from './pacer';

/** Limits are per minute; what was learned of them is kept a little longer. */
const KEPT_MS = 300_000;

/** The shortest time between two sweeps for idle pacers. */
const SWEEP_MS = 10_000;

/** The pacers of a process, one for each set of rate limits. */
export class Pacers {
	private readonly pacers = new Map<string, Pacer>();

	private sweptAt = -Infinity;

	get size(): number {
		return this.pacers.size;
	}

	/**
	 * @param identity of the connection: key and base URL; made of secrets, so it is never shown
	 * @param what the model, or another thing that has limits of its own
	 */
	get(identity: string, what: string): Pacer {
		const now = Date.now();
		if (Math.abs(now - this.sweptAt) >= SWEEP_MS) this.sweep(now);
		const name = `${what}\n${identity}`;
		const known = this.pacers.get(name);
		const pacer = known !== undefined && !isFromFuture(known, now) ? known : new Pacer();
		pacer.usedAt = now;
		this.pacers.set(name, pacer);
		return pacer;
	}

	private sweep(now: number): void {
		this.sweptAt = now;
		for (const [name, pacer] of this.pacers) {
			if (pacer.isIdle && now - pacer.usedAt > KEPT_MS) this.pacers.delete(name);
		}
	}
}

/** Whether the clock was set back, which makes the pacer's times worthless. */
function isFromFuture(pacer: Pacer, now: number): boolean {
	return pacer.isIdle && pacer.usedAt - now > CLOCK_STEP_MS;
}

const PACERS = new Pacers();

/** The one pacer in the process for a key, base URL and model. */
export function pacerFor(identity: string, what: string): Pacer {
	return PACERS.get(identity, what);
}
