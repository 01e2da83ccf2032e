import type { Connection } from '../../shared/api/transport/connection';
import { indexIn } from '../../shared/customId';

/** An item that asks for the results of a batch. */
export interface ResultRow {
	itemIndex: number;
	/** Of the batch. */
	id: string;
	/** The item's field of this name, whatever it is. */
	customId: unknown;
	includeInput: boolean;
	connection: Connection;
}

/** A batch, and the items that ask for it. */
export interface AskedBatch {
	id: string;
	connection: Connection;
	rows: ResultRow[];
}

/** The different batches among the items, in the order of the items. */
export function askedBatches(rows: readonly ResultRow[]): AskedBatch[] {
	const batches = new Map<string, AskedBatch>();
	for (const row of rows) {
		const { id, connection } = row;
		const key = `${id}\n${connection.identity}`;
		const asked = batches.get(key) ?? { id, connection, rows: [] };
		asked.rows.push(row);
		batches.set(key, asked);
	}
	return [...batches.values()];
}

/** Finds the items on which results stand. */
export class RowFinder {
	private readonly byCustomId = new Map<unknown, ResultRow>();

	/** Items without a `custom_id`, by their index. */
	private readonly byIndex = new Map<number, ResultRow>();

	private readonly found = new Set<ResultRow>();

	private homeless = 0;

	constructor(private readonly rows: readonly ResultRow[]) {
		for (const row of rows) {
			const { customId, itemIndex } = row;
			if (typeof customId !== 'string') this.byIndex.set(itemIndex, row);
			else if (!this.byCustomId.has(customId)) this.byCustomId.set(customId, row);
		}
	}

	/** The item with the result's `custom_id`, else the one at its index; undefined where there is none. */
	rowOf(customId: string): ResultRow | undefined {
		const index = indexIn(customId);
		const row =
			this.byCustomId.get(customId) ?? (index === undefined ? undefined : this.byIndex.get(index));
		if (row === undefined) this.homeless++;
		else this.found.add(row);
		return row;
	}

	/** The items whose result has not been asked for. */
	empty(): ResultRow[] {
		return this.rows.filter((row) => !this.found.has(row));
	}

	/** What does not go together, once all results have been asked for; undefined where all does. */
	mismatch(id: string): string | undefined {
		const empty = this.rows.length - this.found.size;
		if (empty === 0 && this.homeless === 0) return undefined;
		return `Batch ${id}: ${counted(this.homeless, 'result')} without an input item, and ${counted(empty, 'input item')} without a result; items find their result by a field custom_id, else by their place in the batch`;
	}
}

function counted(count: number, what: string): string {
	return `${count} ${what}${count === 1 ? '' : 's'}`;
}
