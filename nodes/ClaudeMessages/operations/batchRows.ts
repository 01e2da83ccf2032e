import type { Connection } from '../../shared/api/transport/connection';

/** An item that becomes a request of a batch; there may be many, so that its body is not kept here. */
export interface BatchRow {
	itemIndex: number;
	customId: string;
	/** Of its body. */
	byteLength: number;
	connection: Connection;
	apiVersion: string;
	betas: readonly string[];
}

/** The requests of one batch; they share a credential. */
export interface PlannedBatch {
	rows: BatchRow[];
	connection: Connection;
	apiVersion: string;
	/** What any of them needs. */
	betas: string[];
}

/** How much one batch can hold. */
export interface BatchSize {
	requests: number;
	bytes: number;
}

/** @see https://platform.claude.com/docs/en/build-with-claude/batch-processing */
export const LARGEST_BATCH: BatchSize = { requests: 100_000, bytes: 256_000_000 };

/** What stands before and behind the body of a request. */
export function frameOf({ customId }: Pick<BatchRow, 'customId'>): [string, string] {
	return [`{"custom_id":${JSON.stringify(customId)},"params":`, '}'];
}

/** What stands around and between the requests. */
export const ENVELOPE = { start: '{"requests":[', between: ',', end: ']}' };

/** Divides rows into batches, in their order: those with another credential have batches of their own. */
export function plannedBatches(
	rows: readonly BatchRow[],
	largest: BatchSize = LARGEST_BATCH,
): PlannedBatch[] {
	const byCredential = new Map<string, BatchRow[]>();
	for (const row of rows) {
		const { identity } = row.connection;
		const group = byCredential.get(identity);
		if (group === undefined) byCredential.set(identity, [row]);
		else group.push(row);
	}
	return [...byCredential.values()].flatMap((group) => split(group, largest).map(planned));
}

function split(rows: readonly BatchRow[], largest: BatchSize): BatchRow[][] {
	const parts: BatchRow[][] = [];
	let part: BatchRow[] = [];
	let bytes = 0;
	for (const row of rows) {
		const size = sizeOf(row);
		const isFull = part.length >= largest.requests || bytes + size > largest.bytes;
		if (part.length === 0 || isFull) {
			part = [];
			parts.push(part);
			bytes = ENVELOPE.start.length + ENVELOPE.end.length;
		}
		part.push(row);
		bytes += size;
	}
	return parts;
}

/** Bytes of a row's request with what stands around it. */
function sizeOf(row: BatchRow): number {
	return row.byteLength + frameOf(row).join(ENVELOPE.between).length;
}

function planned(rows: BatchRow[]): PlannedBatch {
	const [{ connection, apiVersion } = noRow()] = rows;
	const betas = new Set<string>();
	for (const row of rows) for (const beta of row.betas) betas.add(beta);
	return { rows, connection, apiVersion, betas: [...betas] };
}

function noRow(): never {
	throw new TypeError('A batch without requests');
}

/** The length of the list of a batch's requests. */
export function listLength(rows: readonly BatchRow[]): number {
	return rows.reduce((sum, row) => sum + sizeOf(row), -ENVELOPE.between.length);
}
