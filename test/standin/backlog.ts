/** What is done only after some more requests have come. */
export class Backlog {
	private waiting: Array<{ requests: number; act: () => Promise<void> }> = [];

	add(requests: number, act: () => Promise<void>) {
		this.waiting.push({ requests, act });
	}

	/** A request has come. */
	async tick() {
		for (const each of this.waiting) each.requests--;
		const due = this.waiting.filter(({ requests }) => requests <= 0);
		this.waiting = this.waiting.filter(({ requests }) => requests > 0);
		for (const { act } of due) await act();
	}

	clear() {
		this.waiting = [];
	}
}
