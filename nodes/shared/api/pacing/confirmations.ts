import type { Start } from './epoch';

/** After this multiple of the known refusal time, plus the spare, no refusal is expected any more. */
const PATIENCE = 2;
const SPARE_MS = 50;

/** The factor by which the known refusal time decays with each new refusal. */
const KEPT = 0.9;

/**
 * Tracks which requests were admitted: those that were answered, and those not refused for so long that no
 * refusal is expected. Answers may take minutes; refusals arrive soon.
 */
export class Confirmations {
	/** Starts of the current epoch in order, including decided ones. */
	private starts: Start[] = [];

	private head = 0;

	/** How long a refusal takes; undefined until there was one. */
	refusalMs: number | undefined;

	constructor(private readonly confirmed: (start: Start) => void) {}

	add(start: Start): void {
		this.starts.push(start);
	}

	/** Marks a start as admitted. */
	confirm(start: Start): void {
		start.fate = 'letIn';
		this.confirmed(start);
		this.skipDecided();
	}

	refused(start: Start, now: number): void {
		start.fate = 'refused';
		this.refusalMs = Math.max(now - start.at, (this.refusalMs ?? 0) * KEPT);
	}

	/** Marks the starts as admitted that would have been refused by now. */
	presume(now: number): void {
		this.skipDecided();
		while (this.nextAt <= now) {
			const start = this.starts[this.head];
			if (start === undefined) return;
			this.confirm(start);
		}
	}

	/** When the next start is presumed admitted. */
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
