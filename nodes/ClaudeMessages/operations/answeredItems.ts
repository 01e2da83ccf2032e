import { createHash } from 'crypto';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { MessageRequest } from '../../shared/api/endpoints/createMessage';
import { isToolRun } from './itemContext';

/** Which item asked what. */
export interface Question {
	itemIndex: number;
	/** Of the request, by {@link digestOf}. */
	digest: string;
}

/** The answered items of one node run. */
export class AnsweredItems {
	private readonly answers = new Map<number, { digest: string; answer: INodeExecutionData }>();

	get({ itemIndex, digest }: Question): INodeExecutionData | undefined {
		const known = this.answers.get(itemIndex);
		return known?.digest === digest ? known.answer : undefined;
	}

	set({ itemIndex, digest }: Question, answer: INodeExecutionData): void {
		this.answers.set(itemIndex, { digest, answer });
	}
}

/** What is remembered of a node in one execution: its present run alone, since n8n tries no earlier one again. */
interface Memory {
	runIndex: unknown;
	answered: AnsweredItems;
}

/** By the object that n8n keeps for a node with the data of an execution: the memory goes when they go. */
const memories = new WeakMap<object, Memory>();

/**
 * The items that an earlier try of this very run has answered and paid for; undefined where n8n does not
 * try again. Its "Retry On Fail" runs the whole node anew, and whatever is here need not be asked again.
 * With Continue, n8n decides on another try only after the node has returned, so the memory lasts longer
 * than the run. Calls by an agent have none: n8n gives several of them the same run index.
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
 * Tells requests apart: an answer belongs to what was asked, and to the credential that it was asked
 * with. Files count by their identity and length.
 *
 * @param identity of the connection
 */
export function digestOf(identity: string, { body }: MessageRequest): string {
	const hash = createHash('sha256').update(identity);
	for (const part of body.parts) {
		const text = typeof part === 'string' ? part : `${part.form} ${part.identity}`;
		hash.update('\0').update(text);
	}
	return hash.digest('base64');
}
