import { Agent, request } from 'undici';
import type { Counts, QueuedReply, ReceivedRequest } from '../standin';

/** The control endpoints of a stand-in in another process. */
export class Remote {
	/** A connection of its own, which is closed after each question. */
	private readonly dispatcher = new Agent({ pipelining: 0 });

	constructor(private readonly url: string) {}

	async counts(): Promise<Counts> {
		return await this.ask('GET', 'counts');
	}

	async requests(): Promise<ReceivedRequest[]> {
		const answer: { requests: ReceivedRequest[] } = await this.ask('GET', 'requests');
		return answer.requests;
	}

	async queue(replies: readonly QueuedReply[]): Promise<void> {
		if (replies.length > 0) await this.ask('POST', 'queue', replies);
	}

	async latency(ms: number): Promise<void> {
		await this.ask('POST', 'latency', { ms });
	}

	async reset(): Promise<void> {
		await this.ask('POST', 'reset');
	}

	async close(): Promise<void> {
		await this.dispatcher.close();
	}

	private async ask<Answer>(
		method: 'GET' | 'POST',
		control: string,
		body?: unknown,
	): Promise<Answer> {
		const { dispatcher } = this;
		const answer = await request(`${this.url}/__standin/${control}`, {
			method,
			dispatcher,
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		const said = await answer.body.text();
		if (answer.statusCode !== 200) throw new Error(`${control}: ${said}`);
		return JSON.parse(said);
	}
}
