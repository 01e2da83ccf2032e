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

/**
 * How many requests of one node run are on their way at once, and when the next may start.
 *
 * A 429 closes the gate for all until its time is over and halves the lanes, which grow back one by one
 * with every success. Before it comes to that, starts are spaced by the API's rate limit headers.
 */
export class Lanes {
	private width: number;

	private closedUntil = 0;

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

	/** Waits for the gate and for the limits; every attempt of a request passes here. */
	async start(): Promise<Start> {
		for (;;) {
			await this.waitUntil(this.closedUntil);
			const start = this.pacer.take(Date.now());
			await this.waitUntil(start.at);
			// A gate that closed meanwhile makes the turn void: all would start at once when it opens.
			if (this.closedUntil <= Date.now()) return { ...start, at: Date.now() };
		}
	}

	/** Learns from the headers of any answer. */
	heed(start: Start, headers: Readonly<Record<string, unknown>>): void {
		const limits = rateLimitsOf(headers);
		if (limits.length > 0) this.limits = limits;
		this.pacer.learn(start, limits, Date.now());
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

	private async waitUntil(time: number): Promise<void> {
		for (let ms = time - Date.now(); ms > 0; ms = time - Date.now()) await wait(ms, this.signal);
	}
}
