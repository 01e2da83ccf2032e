import { toFailure } from '../../errors/toFailure';
import { type Done, Unsure } from './doneOnce';

/** A creation in this process. */
export interface Creation {
	/** Equal for creations whose results look alike. */
	readonly kind: string;
	/** When its first request was made, in milliseconds since 1970. */
	readonly started: number;
	/** Until when it may bring something about, in milliseconds since 1970. */
	until: number;
}

/** How long after its last request something may still come of a creation whose end is not known. */
const LATE_MS = 10 * 60 * 1000;

/** As many as may be among the latest of a workspace, and more. */
const MOST_IDS = 1000;

/** What this process creates and has created lately: none of it is what another creation has lost. */
export class OwnCreations {
	/** The oldest first. */
	private readonly ids = new Set<string>();

	private readonly open = new Set<Creation>();

	/**
	 * @param kind what is created looks like others of this kind
	 * @param before a try whose end is not known, to go on with
	 */
	begin(kind: string, before?: Creation): Creation {
		const creation = before ?? { kind, started: Date.now(), until: Infinity };
		creation.until = Infinity;
		this.open.add(creation);
		return creation;
	}

	/**
	 * Does the work of a creation, and keeps what came of it.
	 *
	 * @throws what the work throws; nothing came of it then
	 */
	async during<Value extends { id: string }>(
		creation: Creation,
		work: () => Promise<Done<Value> | Unsure>,
	): Promise<Done<Value> | Unsure> {
		let outcome: Done<Value> | Unsure;
		try {
			outcome = await work();
		} catch (error) {
			this.end(creation);
			throw toFailure(error);
		}
		if (outcome instanceof Unsure) this.leave(creation);
		else this.end(creation, outcome.value.id);
		return outcome;
	}

	/** The creation has brought about what has this ID; undefined for nothing. */
	end(creation: Creation, id?: string): void {
		this.open.delete(creation);
		if (id === undefined) return;
		this.ids.add(id);
		if (this.ids.size <= MOST_IDS) return;
		for (const oldest of this.ids) {
			this.ids.delete(oldest);
			return;
		}
	}

	/** It is not known what the creation has brought about. */
	private leave(creation: Creation): void {
		const now = Date.now();
		creation.until = now + LATE_MS;
		for (const other of this.open) if (other.until < now) this.open.delete(other);
	}

	/** Whether this process knows whose it is. */
	has(id: string): boolean {
		return this.ids.has(id);
	}

	/** Whether what looks like the creation's may be that of another one. */
	hasRival(creation: Creation): boolean {
		for (const other of this.open) {
			const isSame = other === creation || other.kind !== creation.kind;
			if (!isSame && other.until >= creation.started) return true;
		}
		return false;
	}
}
