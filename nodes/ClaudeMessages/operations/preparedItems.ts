import type { INodeExecutionData } from 'n8n-workflow';
import type { MessageRequest } from '../../shared/api/endpoints/createMessage';
import type { Connection } from '../../shared/api/transport/connection';
import type { Run } from '../../shared/api/pacing/startRun';

/** An item that was read and checked, but not sent yet. */
export interface PreparedItem {
	connection: Connection;
	request: MessageRequest;
	/** How many items may be in flight. */
	concurrency: number;
	/** Whether it writes into a prompt cache that the other items can read. */
	caches: boolean;
	/** What it takes besides its request, in characters of text. */
	weight?: number;
	/** Sends the request and creates the answer's item. */
	send(request: MessageRequest, run: Run): Promise<INodeExecutionData>;
}

/** What an item weighs. */
type Weighed = Pick<PreparedItem, 'request' | 'weight'>;

/** The most characters of written requests kept at a time, 16 to 32 MB of memory. */
const MOST_CHARACTERS = 16 * 1024 * 1024;

/** The most items kept at a time: each holds about a kilobyte besides its text. */
const MOST_ITEMS = 100_000;

/** Weight of a file in a request, which is not held itself. */
const CHARACTERS_OF_FILE = 256;

/**
 * Prepared items that wait for their turn, as long as they are few or small. The others are dropped and
 * prepared again when their turn comes, so that memory stays bounded.
 */
export class PreparedItems<Item extends Weighed = PreparedItem> {
	private readonly kept = new Map<number, Item>();

	private characters = 0;

	keep(itemIndex: number, prepared: Item): void {
		const weight = weightOf(prepared);
		if (this.characters + weight > MOST_CHARACTERS || this.kept.size >= MOST_ITEMS) return;
		this.characters += weight;
		this.kept.set(itemIndex, prepared);
	}

	/** Undefined where it has to be prepared again. */
	get(itemIndex: number): Item | undefined {
		return this.kept.get(itemIndex);
	}

	/** Nothing of them is needed any more. */
	clear(): void {
		this.kept.clear();
	}

	/** Removes and returns the item; undefined where it has to be prepared again. */
	take(itemIndex: number): Item | undefined {
		const prepared = this.get(itemIndex);
		this.kept.delete(itemIndex);
		return prepared;
	}
}

function weightOf({ request, weight = 0 }: Weighed): number {
	return request.body.parts.reduce(
		(sum, part) => sum + (typeof part === 'string' ? part.length : CHARACTERS_OF_FILE),
		weight,
	);
}
