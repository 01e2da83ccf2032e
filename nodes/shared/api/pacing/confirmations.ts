import type { Start } from './epoch';

/** A refusal that takes so many times as long as earlier ones is not to be expected any more. */
const PATIENCE = 2;
const SPARE_MS = 50;

/** What is known of a refusal's time counts less with every other one. */
const KEPT = 0.9;

/**
 * Which requests were let in: those that were answered, and those that were not refused for so long that
 * they will not be. Answers may take minutes, refusals come soon.
 */
export class Confirmations {
	/** Starts of the present epoch in their order, decided ones among them. */
	private starts: Start[] = [];

	private head = 0;

	/** How long a refusal takes; undefined until there was one. */
	refusalMs: number | undefined;

	constructor(private readonly confirmed: (start: Start) => void) {}

	add(start: Start): void {
		this.starts.push(start);
	}

	/** It was answered. */
	confirm(start: Start): void {
		start.fate = 'letIn';
		this.confirmed(start);
		this.skipDecided();
	}

	refused(start: Start, now: number): void {
		start.fate = 'refused';
		this.refusalMs = Math.max(now - start.at, (this.refusalMs ?? 0) * KEPT);
	}

	/** Takes those for let in that would have been refused by now. */
	presume(now: number): void {
		this.skipDecided();
		while (this.nextAt <= now) {
			const start = this.starts[this.head];
			if (start === undefined) return;
			this.confirm(start);
		}
	}

	/** When the next one is taken for let in. */
	get nextAt(): number {
		const start = this.starts[this.head];
		if (start === undefined || this.refusalMs === undefined) return Infinity;
		return start.at + this.refusalMs * PATIENCE + SPARE_MS;
	}

	clear(): void {
		this.starts = [];
		this.head = 0;
	}

	private skipDecided(): void {
		while (this.head < this.starts.length && this.starts[this.head]?.fate !== 'open') this.head++;
		if (this.head < 64 || this.head * 2 < this.starts.length) return;
		this.starts = this.starts.slice(this.head);
		this.head = 0;
	}
}
