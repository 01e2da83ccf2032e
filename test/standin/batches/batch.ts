/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { setImmediate } from 'node:timers/promises';
import type Anthropic from '@anthropic-ai/sdk';
import { invalid, notFound, ApiRefusal } from '../apiError';
import type { BatchContext } from '../rules/batchItem';
import type { BatchRequests } from './batchRequests';
import { judgeItem, resultOf, type Workplace, type Written } from './itemResult';

const DAY_MS = 24 * 60 * 60 * 1000;
/** How many requests are worked on before others have their turn. */
const SLICE = 200;

type Status = Anthropic.Messages.MessageBatch['processing_status'];
type Counts = Anthropic.Messages.MessageBatchRequestCounts;

interface Ending {
	at: number;
	/** How many requests, from the first, were worked on. */
	done: number;
	/** What became of the others. */
	lost: 'canceled' | 'expired';
}

/** Finds what a test has written for a request, of which `isRefused` says whether it is right. */
export type TakeWritten = (
	customId: string,
	params: Record<string, unknown>,
	isRefused: boolean,
) => Written | undefined;

/** One batch, from its creation to its end, which is seen whenever somebody looks. */
export class Batch {
	readonly createdAt = Date.now();
	private canceled: { at: number; done: number } | undefined;
	private ending: Ending | undefined;
	private counts: Promise<Counts> | undefined;
	private readonly written = new Map<number, Written>();

	constructor(
		readonly id: string,
		private readonly requests: BatchRequests,
		private readonly context: BatchContext,
		private readonly workplace: Workplace,
		private readonly takeWritten: TakeWritten,
	) {}

	get size(): number {
		return this.requests.size;
	}

	get status(): Status {
		if (this.ending !== undefined) return 'ended';
		return this.canceled === undefined ? 'in_progress' : 'canceling';
	}

	/** Ends the batch if it has had its time. */
	look(batchMs: number) {
		if (Date.now() >= this.createdAt + batchMs) this.end(this.createdAt + batchMs);
	}

	/** All requests are done, except where the batch was canceled. */
	end(at = Date.now(), doneBeforeCancel = this.canceled?.done ?? 0) {
		const done = this.canceled === undefined ? this.size : Math.min(doneBeforeCancel, this.size);
		this.ending ??= { at: Math.max(at, this.canceled?.at ?? 0), done, lost: 'canceled' };
	}

	expire(done: number) {
		this.ending ??= { at: Date.now(), done: Math.min(done, this.size), lost: 'expired' };
	}

	/** Its requests are done one after the other; those that come later are canceled. */
	cancel(batchMs: number) {
		// One that takes no time at all can still be canceled before anyone has asked for it.
		if (batchMs > 0) this.look(batchMs);
		if (this.ending !== undefined) {
			throw invalid('', `Message batch ${this.id} has ended and cannot be canceled.`);
		}
		const at = Date.now();
		const done = batchMs > 0 ? Math.floor((this.size * (at - this.createdAt)) / batchMs) : 0;
		this.canceled ??= { at, done };
	}

	async describe(origin: string): Promise<Anthropic.Messages.MessageBatch> {
		const { ending, canceled } = this;
		const processing = { ...NO_COUNTS, processing: this.size };
		return {
			id: this.id,
			type: 'message_batch',
			processing_status: this.status,
			request_counts: ending === undefined ? processing : await this.settle(ending),
			created_at: new Date(this.createdAt).toISOString(),
			expires_at: new Date(this.createdAt + DAY_MS).toISOString(),
			cancel_initiated_at: canceled === undefined ? null : new Date(canceled.at).toISOString(),
			ended_at: ending === undefined ? null : new Date(ending.at).toISOString(),
			archived_at: null,
			results_url: ending === undefined ? null : `${origin}/v1/messages/batches/${this.id}/results`,
		};
	}

	/** Gives the result of each request as a line of JSON. */
	async results(): Promise<(index: number) => string> {
		const { ending } = this;
		if (ending === undefined) {
			throw notFound(`Message batch ${this.id} has no results yet: it is ${this.status}.`);
		}
		await this.settle(ending);
		return (index) => {
			const { custom_id, params } = this.requests.at(index);
			if (index >= ending.done) return JSON.stringify({ custom_id, result: { type: ending.lost } });
			const verdict = judgeItem(params, this.context, this.workplace);
			const name = `${this.id.replace(/^.*?0+/, '')}x${index}`;
			const result = resultOf(verdict, name, this.workplace, this.written.get(index));
			return JSON.stringify({ custom_id, result });
		};
	}

	private async settle(ending: Ending): Promise<Counts> {
		this.counts ??= this.count(ending);
		return await this.counts;
	}

	/** Goes through the requests in their order; of their results only the number is kept. */
	private async count({ done, lost }: Ending): Promise<Counts> {
		const counts = { ...NO_COUNTS, [lost]: this.size - done };
		for (let index = 0; index < done; index++) {
			if (index % SLICE === SLICE - 1) await setImmediate();
			const { custom_id, params } = this.requests.at(index);
			const isRefused = judgeItem(params, this.context, this.workplace) instanceof ApiRefusal;
			const written = this.takeWritten(custom_id, params, isRefused);
			if (written !== undefined) this.written.set(index, written);
			counts[isRefused || (written && 'error' in written) ? 'errored' : 'succeeded'] += 1;
		}
		return counts;
	}
}

const NO_COUNTS: Counts = { processing: 0, succeeded: 0, errored: 0, canceled: 0, expired: 0 };
