import { sleep } from 'n8n-workflow';
import { canceled } from './clock';
import type { Start } from './epoch';
import { type Pacer, STAGGER_MS } from './pacer';
import type { Turn, Waiting } from './turns';

/** How many items are prepared ahead of their start where the number of lanes is not fixed. */
const AHEAD = 10;

/**
 * Limits how many items of one node run are processed at once; the pacer decides when a request may start.
 */
export class Lanes {
	/** The requests of this run that wait for their start. */
	private readonly waiting = new Map<Waiting<Start>, Pacer>();

	private onTheirWay = 0;

	constructor(
		/** The most lanes, from 'Concurrency'; 0 for as many as the rate limits allow. */
		private readonly most: number,
		private readonly signal: AbortSignal | undefined,
		/**
		 * False where the first request has to go alone until its answer begins, so that the others can
		 * read the prompt cache that it writes.
		 */
		private primed: boolean,
	) {}

	/** Whether items are left that have not started. */
	hasMore = false;

	/**
	 * Runs the work for every index, each in a lane, and returns the results in index order.
	 *
	 * @param goesOn called before each start; once it returns false, nothing new starts
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
			const mayStart = () => next < count && this.hasRoom(active) && goesOn();
			const startNext = () => {
				const index = next++;
				active++;
				this.hasMore = next < count;
				work(index)
					.then((value) => {
						results[index] = value;
					})
					.catch(reject)
					.finally(() => {
						active--;
						// An open lane takes its next item at once.
						if (mayStart()) startNext();
						this.fill();
					});
			};
			// Lanes open one by one.
			let opening = false;
			this.fill = () => {
				if (!opening && mayStart()) {
					startNext();
					if (mayStart()) {
						opening = true;
						void sleep(STAGGER_MS).then(() => {
							opening = false;
							this.fill();
						});
					}
				}
				if (active === 0 && !mayStart()) resolve();
			};
			this.fill();
		});
		this.fill = () => undefined;
		return results;
	}

	/**
	 * Waits until a request may start; every attempt passes here.
	 *
	 * @throws Failure of the type `canceled` on Stop, or the one that the turn gives up with
	 */
	async start(pacer: Pacer, turn: Omit<Turn, 'hasMore'>, now?: number): Promise<Start> {
		if (this.signal?.aborted) throw canceled();
		const start = await new Promise<Start>((grant, fail) => {
			const waiting: Waiting<Start> = {
				turn: { ...turn, hasMore: this.hasMore },
				grant: (granted) => {
					this.endWait(waiting);
					grant(granted);
				},
				fail: (reason) => {
					this.endWait(waiting);
					fail(reason);
				},
			};
			this.beginWait(waiting, pacer);
			pacer.enter(waiting, now);
		});
		this.onTheirWay++;
		if (this.most === 0) this.fill();
		return start;
	}

	/** A request that was started is over. */
	ended(): void {
		this.onTheirWay--;
	}

	/** An answer has begun: what it wrote into the prompt cache can be read now. */
	begun(): void {
		if (this.primed) return;
		this.primed = true;
		this.fill();
	}

	private hasRoom(active: number): boolean {
		if (!this.primed) return active === 0;
		return this.most === 0 ? active - this.onTheirWay < AHEAD : active < this.most;
	}

	private beginWait(waiting: Waiting<Start>, pacer: Pacer): void {
		if (this.waiting.size === 0) this.signal?.addEventListener('abort', this.stop);
		this.waiting.set(waiting, pacer);
	}

	private endWait(waiting: Waiting<Start>): void {
		this.waiting.delete(waiting);
		if (this.waiting.size === 0) this.signal?.removeEventListener('abort', this.stop);
	}

	private readonly stop = () => {
		for (const [waiting, pacer] of [...this.waiting]) {
			waiting.fail(canceled());
			pacer.leave(waiting);
		}
	};

	private fill: () => void = () => undefined;
}
