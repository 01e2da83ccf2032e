import { createHash, type Hash } from 'crypto';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Batch } from '../../shared/api/endpoints/batches';
import type { UnsureBatch } from '../../shared/api/endpoints/createBatch';
import type { MessageRequest } from '../../shared/api/endpoints/createMessage';
import type { Done } from '../../shared/api/endpoints/doneOnce';
import type { WrittenBody } from '../../shared/api/transport/writeBody';
import { isToolRun } from './itemContext';

/** An item and the request that it made. */
export interface Question {
	itemIndex: number;
	/** Digest of the request, from {@link digestOf}. */
	digest: string;
}

/** What became of the batches of one node run, by their place and a digest of their requests. */
export type BatchMemory = Map<string, Done<Batch> | UnsureBatch>;

/** The answered items of one node run. */
export class AnsweredItems {
	readonly batches: BatchMemory = new Map();

	private readonly answers = new Map<number, { digest: string; answer: INodeExecutionData }>();

	get({ itemIndex, digest }: Question): INodeExecutionData | undefined {
		const known = this.answers.get(itemIndex);
		return known?.digest === digest ? known.answer : undefined;
	}

	set({ itemIndex, digest }: Question, answer: INodeExecutionData): void {
		this.answers.set(itemIndex, { digest, answer });
	}
}

/**
 * What is remembered of a node in one execution: only its current run, since n8n never retries an earlier
 * one.
 */
interface Memory {
	runIndex: unknown;
	answered: AnsweredItems;
}

/**
 * Keyed by the object that n8n keeps for a node with an execution's data, so that it is garbage-collected
 * with it.
 */
const memories = new WeakMap<object, Memory>();

/**
 * The items that an earlier try of the same run has answered and paid for; undefined where n8n does not
 * retry. n8n's "Retry On Fail" runs the whole node again, and the items in here need not be sent again. With
 * Continue, n8n decides on a retry only after the node has returned, so the memory outlives the run. Calls by
 * an agent have none: n8n gives several of them the same run index.
 */
export function answeredItems(context: IExecuteFunctions): AnsweredItems | undefined {
	if (context.getNode().retryOnFail !== true || isToolRun(context)) return undefined;
	const owner = context.getContext('node');
	const runIndex: unknown = context.getWorkflowDataProxy(0).$runIndex;
	const known = memories.get(owner);
	if (known !== undefined && known.runIndex === runIndex) return known.answered;
	const answered = new AnsweredItems();
	memories.set(owner, { runIndex, answered });
	return answered;
}

/**
 * A digest of a request and its credential: an answer may be reused only for an equal one. Files are compared
 * by identity and length.
 *
 * @param identity of the connection
 */
export function digestOf(identity: string, { body }: Pick<MessageRequest, 'body'>): string {
	return hashOf(identity, body).digest('base64');
}

/** A digest of a body alone, of characters that an ID may have. */
export function bodyDigest(body: WrittenBody): string {
	return hashOf('', body).digest('base64url');
}

function hashOf(identity: string, { parts }: WrittenBody): Hash {
	const hash = createHash('sha256').update(identity);
	for (const part of parts) {
		const text = typeof part === 'string' ? part : `${part.form} ${part.identity}`;
		hash.update('\0').update(text);
	}
	return hash;
}
