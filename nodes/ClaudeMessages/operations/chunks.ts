import type { IExecuteFunctions } from 'n8n-workflow';
import { SpokenAnswer, type Speech } from '../output/spokenAnswer';

/** What n8n's context has for streaming; 1.x calls it the same, except for tools. */
export type Streaming = Pick<IExecuteFunctions, 'isStreaming' | 'sendChunk'>;

/** An item that is told of and has not ended. */
interface Pending {
	hasBegun: boolean;
	/** What it said before its turn. */
	waiting: string[];
}

/**
 * Sends the answers of a run to the chat or webhook that waits for them, one item after the other: the text of
 * the first that has not ended goes out as it comes, that of later ones waits for their turn.
 */
export class Chunks {
	/** The item whose text goes out as it comes. */
	private current = 0;

	private readonly pending = new Map<number, Pending>();

	/** Items that nothing is told of. */
	private readonly silent = new Set<number>();

	/** Items that have ended, and the message of those that failed. */
	private readonly over = new Map<number, string | undefined>();

	constructor(private readonly streaming: Pick<Streaming, 'sendChunk'>) {}

	/** Nothing is told of the item, not even its failure. */
	silence(itemIndex: number): void {
		this.silent.add(itemIndex);
	}

	/** Tells the item's answer. An item without one is told of only if it fails. */
	listener(itemIndex: number, speech: Speech): SpokenAnswer {
		this.pendingAt(itemIndex);
		return new SpokenAnswer(speech, (text) => this.say(itemIndex, text));
	}

	/**
	 * Nothing more comes of the item.
	 *
	 * @param failure its message
	 */
	close(itemIndex: number, failure?: string): void {
		this.over.set(itemIndex, failure);
		while (this.over.has(this.current)) {
			this.finish(this.current, this.over.get(this.current));
			this.current++;
		}
		this.sendWaiting(this.current);
	}

	/** The item stops the run before anything of it was sent. */
	stop(itemIndex: number, failure: string): void {
		this.finish(itemIndex, failure);
	}

	private say(itemIndex: number, text: string): void {
		this.pendingAt(itemIndex).waiting.push(text);
		if (itemIndex === this.current) this.sendWaiting(itemIndex);
	}

	private finish(itemIndex: number, failure: string | undefined): void {
		const isTold = this.pending.has(itemIndex) || failure !== undefined;
		if (!isTold || this.silent.has(itemIndex)) return;
		this.sendWaiting(itemIndex);
		this.begin(itemIndex);
		if (failure !== undefined) this.send('error', itemIndex, failure);
		this.send('end', itemIndex);
		this.pending.delete(itemIndex);
	}

	private sendWaiting(itemIndex: number): void {
		const item = this.pending.get(itemIndex);
		if (item === undefined || item.waiting.length === 0) return;
		this.begin(itemIndex);
		this.send('item', itemIndex, item.waiting.splice(0).join(''));
	}

	private begin(itemIndex: number): void {
		const item = this.pendingAt(itemIndex);
		if (item.hasBegun) return;
		item.hasBegun = true;
		this.send('begin', itemIndex);
	}

	private pendingAt(itemIndex: number): Pending {
		const item = this.pending.get(itemIndex) ?? { hasBegun: false, waiting: [] };
		this.pending.set(itemIndex, item);
		return item;
	}

	/** An answer is never lost for want of somebody who takes its chunks. */
	private send(type: 'begin' | 'item' | 'end' | 'error', itemIndex: number, text?: string): void {
		const ignore = () => undefined;
		try {
			Promise.resolve(this.streaming.sendChunk(type, itemIndex, text)).catch(ignore);
		} catch {
			ignore();
		}
	}
}

/** The chunks of a run; undefined where nobody listens. */
export function chunksOf(context: IExecuteFunctions, isTool: boolean): Chunks | undefined {
	const { isStreaming, sendChunk }: Partial<Streaming> = context;
	if (isTool || isStreaming === undefined || sendChunk === undefined) return undefined;
	return context.isStreaming() ? new Chunks(context) : undefined;
}
