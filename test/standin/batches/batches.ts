import { saying } from '../answer/saying';
import { invalid, notFound } from '../apiError';
import { idSequence } from '../ids';
import { checkQuery, CURSORS, cutPage, pageReply } from '../paging';
import type { QueuedReply } from '../queuedReply';
import type { ReplyQueue } from '../replyQueue';
import type { BatchContext } from '../rules/batchItem';
import type { ReceivedRequest } from '../types';
import { jsonReply, type Reply } from '../wire/reply';
import { Batch, type TakeWritten } from './batch';
import { readBatch } from './batchRequests';
import type { Workplace, Written } from './itemResult';
import { resultLines } from './resultLines';

const nextBatchId = idSequence('msgbatch');

/** What is behind `/v1/messages/batches`. https://platform.claude.com/docs/en/api/messages/batches */
export class Batches {
	/** How long a batch takes; with 0 it has ended when someone asks for it. */
	batchMs = 0;
	/** The newest first. */
	private list: Batch[] = [];

	constructor(
		private readonly workplace: Workplace,
		private readonly queue: ReplyQueue,
	) {}

	clear() {
		this.list = [];
		this.batchMs = 0;
	}

	endAll(doneBeforeCancel?: number) {
		for (const batch of this.list) batch.end(Date.now(), doneBeforeCancel);
	}

	expireAll(done = 0) {
		for (const batch of this.list) batch.expire(done);
	}

	async create(request: ReceivedRequest, bytes: Buffer, context: BatchContext): Promise<Reply> {
		const requests = readBatch(bytes, context);
		const { method, path, query, headers, at } = request;
		const takeWritten: TakeWritten = (id, params, isRefused) => {
			const item = { method, path, query, headers, rawBody: '', body: params, at };
			return writtenIn(
				this.queue.takeForItem(id, item, ({ kind }) => kind === 'error' || !isRefused),
			);
		};
		const batch = new Batch(nextBatchId(), requests, context, this.workplace, takeWritten);
		this.list.unshift(batch);
		return jsonReply(200, await batch.describe(originOf(request)));
	}

	async page(request: ReceivedRequest): Promise<Reply> {
		checkQuery(request.query, CURSORS);
		const { data, hasMore } = cutPage(request.query, this.list);
		for (const batch of data) batch.look(this.batchMs);
		const told = data.map(async (batch) => await batch.describe(originOf(request)));
		return pageReply({ data: await Promise.all(told), hasMore });
	}

	async retrieve(request: ReceivedRequest, id: string): Promise<Reply> {
		return jsonReply(200, await this.ask(id).describe(originOf(request)));
	}

	async cancel(request: ReceivedRequest, id: string): Promise<Reply> {
		const batch = this.find(id);
		batch.cancel(this.batchMs);
		return jsonReply(200, await batch.describe(originOf(request)));
	}

	delete(id: string): Reply {
		const batch = this.ask(id);
		if (batch.status !== 'ended') {
			throw invalid('', `Message batch ${id} is ${batch.status}; cancel it first.`);
		}
		this.list = this.list.filter((other) => other !== batch);
		return jsonReply(200, { id, type: 'message_batch_deleted' });
	}

	async results(id: string): Promise<Reply> {
		const batch = this.ask(id);
		const steps = resultLines(batch.size, await batch.results());
		const headers = { 'content-type': 'application/x-jsonl' };
		return { kind: 'response', status: 200, headers, steps, end: 'close' };
	}

	private ask(id: string): Batch {
		const batch = this.find(id);
		batch.look(this.batchMs);
		return batch;
	}

	private find(id: string): Batch {
		const batch = this.list.find((one) => one.id === id);
		if (batch === undefined) throw notFound(`Message batch not found: ${id}`);
		return batch;
	}
}

function writtenIn(reply: QueuedReply | undefined): Written | undefined {
	switch (reply?.kind) {
		case 'message':
			return { message: reply.message };
		case 'text':
			return { message: saying(reply.text) };
		case 'error': {
			const { type, message, details } = reply;
			return { error: { type, message, ...(details && { details }) } };
		}
		default:
			return undefined;
	}
}

/** Where the client has found the server. */
function originOf({ headers }: ReceivedRequest): string {
	return `http://${headers.host ?? '127.0.0.1'}`;
}
