import type { INodeExecutionData } from 'n8n-workflow';
import type { Connection } from '../../shared/api/transport/connection';
import { type Failure, INTERNAL_ERROR, INVALID_INPUT } from '../../shared/errors/failure';
import { toFailure } from '../../shared/errors/toFailure';

/** What became of one item. */
export type Outcome<Value> = { ok: true; value: Value } | { ok: false; failure: Failure };

export function done<Value>(value: Value): Outcome<Value> {
	return { ok: true, value };
}

/** Which of how many items. */
export interface ItemPlace {
	itemIndex: number;
	total: number;
}

/** Runs the work for an item; any error becomes its failure. */
export async function attempt<Value>(
	place: ItemPlace,
	work: () => Promise<Value>,
): Promise<Outcome<Value>> {
	try {
		return done(await work());
	} catch (error) {
		return { ok: false, failure: ofItem(toFailure(error), place) };
	}
}

/** The outcome without the secrets of the credential that it came about with. */
export function concealed<Value>(
	outcome: Outcome<Value>,
	connection: Connection | undefined,
): Outcome<Value> {
	if (outcome.ok || connection === undefined) return outcome;
	return { ok: false, failure: connection.conceal(outcome.failure) };
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

/** Adds the item, counted as n8n counts, to the node's own messages where there are several; the API's stay. */
function ofItem(failure: Failure, { itemIndex, total }: ItemPlace): Failure {
	if (total === 1 || ![INVALID_INPUT, INTERNAL_ERROR].includes(failure.type)) return failure;
	return failure.with({ message: `${failure.message} [item ${itemIndex}]` });
}

/**
 * What became of a request, with its `custom_id`, where it has one, in the item or in the failure. The item is
 * the node's own, so it is not copied.
 */
export function named(
	outcome: Outcome<INodeExecutionData>,
	customId: string,
): Outcome<INodeExecutionData> {
	if (customId === '') return outcome;
	if (!outcome.ok) return { ok: false, failure: outcome.failure.with({ customId }) };
	outcome.value.json.custom_id = customId;
	return outcome;
}
