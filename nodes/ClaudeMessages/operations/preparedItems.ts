import type { INodeExecutionData } from 'n8n-workflow';
import type { MessageRequest } from '../../shared/api/endpoints/createMessage';
import type { Connection } from '../../shared/api/transport/connection';
import type { Run } from '../../shared/api/pacing/startRun';

/** An item that was read and checked, but not paid for yet. */
export interface PreparedItem {
	connection: Connection;
	request: MessageRequest;
	/** How many items may be on their way at once. */
	concurrency: number;
	/** Whether it writes into a prompt cache that the others can read. */
	caches: boolean;
	/** Sends the request and makes the item of the answer. */
	send(request: MessageRequest, run: Run): Promise<INodeExecutionData>;
}

/** Characters of written requests that may wait at a time, about 16 to 32 MB of memory. */
const MOST_CHARACTERS = 16 * 1024 * 1024;

/** What one item takes besides its text. */
const LEAST_CHARACTERS = 256;

/**
 * Items that wait for their turn, as long as they are few or small. The others are let go, and prepared
 * once more when their turn comes: memory does not follow the work.
 */
export class PreparedItems {
	private readonly kept = new Map<number, PreparedItem>();

	private characters = 0;

	keep(itemIndex: number, prepared: PreparedItem): void {
		const weight = weightOf(prepared);
		if (this.characters + weight > MOST_CHARACTERS) return;
		this.characters += weight;
		this.kept.set(itemIndex, prepared);
	}

	/** The item, which is not kept from here on; undefined where it has to be prepared anew. */
	take(itemIndex: number): PreparedItem | undefined {
		const prepared = this.kept.get(itemIndex);
		this.kept.delete(itemIndex);
		return prepared;
	}
}

function weightOf({ request }: PreparedItem): number {
	return request.body.parts.reduce(
		(sum, part) => sum + (typeof part === 'string' ? part.length : LEAST_CHARACTERS),
		LEAST_CHARACTERS,
	);
}
