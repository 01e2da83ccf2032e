import { type Failure, INTERNAL_ERROR, INVALID_INPUT } from '../../shared/errors/failure';
import { toFailure } from '../../shared/errors/toFailure';

/** The result or the failure of one item. */
export type Outcome<Value> = { ok: true; value: Value } | { ok: false; failure: Failure };

/** A successful outcome. */
export function done<Value>(value: Value): Outcome<Value> {
	return { ok: true, value };
}

/** Runs the work for an item; any error becomes its failure. */
export async function attempt<Value>(
	itemIndex: number,
	work: () => Promise<Value>,
): Promise<Outcome<Value>> {
	try {
		return done(await work());
	} catch (error) {
		return { ok: false, failure: ofItem(toFailure(error), itemIndex) };
	}
}

/** The first item that failed. */
export function failedAt(
	outcomes: ReadonlyArray<Outcome<unknown> | undefined>,
): { failure: Failure; itemIndex: number } | undefined {
	for (const [itemIndex, outcome] of outcomes.entries()) {
		if (outcome?.ok === false) return { failure: outcome.failure, itemIndex };
	}
	return undefined;
}

/** Adds the item, counted as n8n counts, to the node's own messages; the API's stay as they are. */
function ofItem(failure: Failure, itemIndex: number): Failure {
	if (![INVALID_INPUT, INTERNAL_ERROR].includes(failure.type)) return failure;
	return failure.with({ message: `${failure.message} [item ${itemIndex}]` });
}
