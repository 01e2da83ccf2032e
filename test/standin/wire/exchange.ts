/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import type { ServerResponse } from 'node:http';
import type { RequestEnd } from '../types';
import { wait } from '../wait';

/** One answer on its way, from the arrival of the request until either side is done. */
export class Exchange {
	private readonly over = new AbortController();
	private record: RequestEnd | undefined;
	private isBrokenHere = false;

	constructor(readonly outgoing: ServerResponse) {
		outgoing.once('close', () => {
			this.over.abort();
			this.close();
		});
	}

	/** Aborts when the answer is complete, the client has gone or the server closes. */
	get gone(): AbortSignal {
		return this.over.signal;
	}

	/** Notes in the record when and how the exchange ends. */
	endIn(record: RequestEnd) {
		this.record = record;
		if (this.over.signal.aborted) this.close();
	}

	/** Ends the connection under the answer: from here on it is not the client that hangs up. */
	async breakOff(how: 'cut' | 'reset', settleMs: number) {
		if (this.gone.aborted) return;
		this.isBrokenHere = true;
		await wait(settleMs, this.gone);
		const { socket } = this.outgoing;
		if (how === 'cut') socket?.destroySoon();
		else socket?.resetAndDestroy();
	}

	private close() {
		if (this.record === undefined) return;
		this.record.endedAt = Date.now();
		if (!this.outgoing.writableFinished && !this.isBrokenHere) this.record.aborted = true;
	}
}
