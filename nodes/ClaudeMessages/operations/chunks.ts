import type { IExecuteFunctions } from 'n8n-workflow';
import type { AnswerListener } from '../../shared/api/endpoints/answerListener';
import { SpokenAnswer, type Speech } from '../output/spokenAnswer';

/** What n8n's context has for streaming; 1.x calls it the same, except for tools. */
type Streaming = Pick<IExecuteFunctions, 'isStreaming' | 'sendChunk'>;

/** Sends the answers of a run to the chat or webhook that waits for them, one item after the other. */
export class Chunks {
	/** The item whose text goes out as it comes. */
	private current = 0;

	/** Text of later items, and which of them have ended. */
	private readonly waiting = new Map<number, string[]>();

	private readonly over = new Set<number>();

	constructor(private readonly streaming: Streaming) {}

	/** Items whose answers are told at all. */
	private readonly told = new Set<number>();

	/** The listener for an item's answer. */
	listener(itemIndex: number, speech: Speech): AnswerListener {
		this.told.add(itemIndex);
		return new SpokenAnswer(speech, (text) => this.say(itemIndex, text));
	}

	/** Nothing more comes of the item. */
	close(itemIndex: number, failure?: string): void {
		this.over.add(itemIndex);
		if (failure !== undefined) this.failures.set(itemIndex, failure);
		while (this.over.has(this.current)) this.finish(this.current++);
	}

	private readonly failures = new Map<number, string>();

	private readonly begun = new Set<number>();

	private say(itemIndex: number, text: string): void {
		if (itemIndex === this.current) {
			this.begin(itemIndex);
			this.send('item', itemIndex, text);
			return;
		}
		const texts = this.waiting.get(itemIndex) ?? [];
		texts.push(text);
		this.waiting.set(itemIndex, texts);
	}

	private finish(itemIndex: number): void {
		if (!this.told.has(itemIndex)) return this.catchUp(itemIndex + 1);
		this.begin(itemIndex);
		this.catchUp(itemIndex);
		const failure = this.failures.get(itemIndex);
		if (failure !== undefined) this.send('error', itemIndex, failure);
		this.send('end', itemIndex);
		this.catchUp(itemIndex + 1);
	}

	/** Sends what an item said before its turn. */
	private catchUp(itemIndex: number): void {
		const texts = this.waiting.get(itemIndex);
		if (texts === undefined) return;
		this.waiting.delete(itemIndex);
		this.begin(itemIndex);
		this.send('item', itemIndex, texts.join(''));
	}

	private begin(itemIndex: number): void {
		if (this.begun.has(itemIndex)) return;
		this.begun.add(itemIndex);
		this.send('begin', itemIndex);
	}

	/** An answer is never lost for want of a listener. */
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
	const streaming: Partial<Streaming> = context;
	if (isTool || streaming.isStreaming?.call(context) !== true) return undefined;
	return new Chunks(context);
}
