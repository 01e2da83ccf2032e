import type { Usage } from '@anthropic-ai/sdk/resources/messages';
import { sleep } from 'n8n-workflow';
import { wait } from './clock';
import { Pacer, type Start } from './pacer';
import { type RateLimit, rateLimitsOf } from './rateLimits';

/**
 * Lanes open one by one: requests that start at the same moment do all their work side by side, are
 * answered side by side, and so hold each other up for the whole run.
 */
const STAGGER_MS = 2;

const LOOK_AGAIN_MS = 50;

/**
 * How many requests of one node run are on their way at once, and when the next may start.
 *
 * A 429 closes the gate for all until its time is over and halves the lanes, which grow back one by one
 * with every success. Before it comes to that, starts are spaced by the API's rate limit headers.
 */
export class Lanes {
	private width: number;

	private closedUntil = 0;

	/** The end of the line of those who wait for their start. */
	private lastTurn: Promise<unknown> = Promise.resolve();

	private halvedAt = 0;

	private readonly pacer = new Pacer();

	/** The limits as the last answer told them. */
	limits: readonly RateLimit[] = [];

	constructor(
		/** The most lanes, as 'Concurrency' says. */
		private readonly most: number,
		private readonly signal: AbortSignal | undefined,
		/**
		 * False where the first request has to go alone until its answer begins, so that the others can
		 * read the prompt cache that it writes.
		 */
		private primed: boolean,
	) {
		this.width = most;
	}

	/**
	 * Runs the work for every index, a lane for each, and gives the results in their order.
	 *
	 * @param goesOn asked before each start; once it says no, nothing new starts
	 */
	async run<Value>(
		count: number,
		work: (index: number) => Promise<Value>,
		goesOn: () => boolean,
	): Promise<Array<Value | undefined>> {
		const results = Array.from<Value | undefined>({ length: count });
		let next = 0;
		let active = 0;
		await new Promise<void>((resolve, reject) => {
			const mayStart = () => next < count && active < this.open && goesOn();
			const startNext = () => {
				const index = next++;
				active++;
				work(index)
					.then((value) => {
						results[index] = value;
					})
					.catch(reject)
					.finally(() => {
						active--;
						this.fill();
					});
			};
			let filling = false;
			this.fill = () => {
				if (!filling && mayStart()) {
					startNext();
					if (mayStart()) {
						filling = true;
						void sleep(STAGGER_MS).then(() => {
							filling = false;
							this.fill();
						});
					}
				}
				if (active === 0 && !mayStart()) resolve();
			};
			this.fill();
		});
		return results;
	}

	/**
	 * Waits for the gate and for the limits; every attempt of a request passes here, one behind the other.
	 */
	async start(): Promise<Start> {
		const turn = this.lastTurn.then(async () => await this.nextStart());
		this.lastTurn = turn.catch(() => undefined);
		return await turn;
	}

	/** Learns from the headers of any answer. */
	heed(start: Start, headers: Readonly<Record<string, unknown>>, refused = false): void {
		const limits = rateLimitsOf(headers);
		if (limits.length > 0) this.limits = limits;
		this.pacer.learn(start, limits, Date.now(), refused);
	}

	/** A request ended without an answer. */
	unanswered(start: Start): void {
		this.pacer.forget(start);
	}

	/** An answer has begun: what it wrote into the prompt cache can be read now. */
	begun(): void {
		if (this.primed) return;
		this.primed = true;
		this.fill();
	}

	/** An answer came: the lanes grow back, and what it cost of the token limits is known. */
	succeeded(usage: Partial<Usage>): void {
		// Tokens that are read from the prompt cache do not count toward the limits.
		const input = (usage.input_tokens ?? 0) + (usage.cache_creation_input_tokens ?? 0);
		const output = usage.output_tokens ?? 0;
		this.pacer.spent('input-tokens', input);
		this.pacer.spent('output-tokens', output);
		this.pacer.spent('tokens', input + output);
		this.begun();
		if (this.width < this.most) this.width++;
	}

	/** A 429: the lanes that were refused together count as one refusal. */
	refused(start: Start, afterMs: number): void {
		this.closedUntil = Math.max(this.closedUntil, Date.now() + afterMs);
		if (start.at < this.halvedAt) return;
		this.halvedAt = Date.now();
		this.width = Math.max(1, Math.floor(this.width / 2));
	}

	private get open(): number {
		return this.primed ? this.width : 1;
	}

	private fill: () => void = () => undefined;

	/** Looks again every now and then: an answer may have opened the way, or closed it for longer. */
	private async nextStart(): Promise<Start> {
		for (;;) {
			const now = Date.now();
			const at = Math.max(this.closedUntil, this.pacer.earliest(now));
			if (at <= now) return this.pacer.take(now);
			await wait(Math.min(at - now, LOOK_AGAIN_MS), this.signal);
		}
	}
}
