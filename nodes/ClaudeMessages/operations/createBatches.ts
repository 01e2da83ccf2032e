import { createHash } from 'crypto';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { Batch } from '../../shared/api/endpoints/batches';
import type { CallSettings } from '../../shared/api/endpoints/callApi';
import { createBatch } from '../../shared/api/endpoints/createBatch';
import type { Done } from '../../shared/api/endpoints/doneOnce';
import type { Run } from '../../shared/api/pacing/startRun';
import { answeredItems, type BatchMemory } from './answeredItems';
import { batchBody, type RequestOf } from './batchBody';
import type { PlannedBatch } from './batchRows';
import { cancelLost } from './cancelLost';
import type { NodeRun } from './nodeRun';
import { attempt, concealed, type Outcome } from './outcome';

/** What batches are created with. */
export interface Creation {
	nodeRun: NodeRun;
	run: Run;
	settings: CallSettings;
	cancelOnStop: boolean;
	requestOf: RequestOf;
}

/**
 * Creates batches one after the other. One that an earlier try of the same run has created, under n8n's Retry
 * On Fail, is not created again; one that it may have created is looked for.
 *
 * @returns what became of each; with Stop on error none after a failure
 */
export async function createBatches(
	context: IExecuteFunctions,
	plans: readonly PlannedBatch[],
	creation: Creation,
): Promise<Array<Outcome<Done<Batch>>>> {
	const memory: BatchMemory = answeredItems(context)?.batches ?? new Map();
	const outcomes: Array<Outcome<Done<Batch>>> = [];
	for (const [number, plan] of plans.entries()) {
		const key = `${number} ${digestOfPlan(plan)}`;
		const work = async () => await createOne(plan, creation, key, memory);
		const outcome = concealed(await attempt({ itemIndex: 0, total: 1 }, work), plan.connection);
		outcomes.push(outcome);
		if (!outcome.ok && !creation.nodeRun.goOn) break;
	}
	return outcomes;
}

async function createOne(
	{ rows, connection, apiVersion, betas }: PlannedBatch,
	{ run, requestOf, cancelOnStop, ...creation }: Creation,
	key: string,
	memory: BatchMemory,
): Promise<Done<Batch>> {
	const before = memory.get(key);
	if (before !== undefined && 'value' in before) return before;
	const customIds = rows.map(({ customId }) => customId);
	const wanted = { body: batchBody(rows, requestOf), customIds };
	const settings = { ...creation.settings, apiVersion, betas };
	const created = await createBatch(connection, wanted, settings, run, before);
	memory.set(key, created);
	if ('value' in created) {
		if (created.isFound) run.notes.tell(foundHint(created.value));
		return created;
	}
	const { failure } = created.how;
	if (run.signal?.aborted !== true || !cancelOnStop) throw failure;
	throw await cancelLost(connection, customIds, created, settings);
}

function foundHint({ id }: Batch): string {
	return `The answer to the creation of the batch ${id} was lost. The batch was found afterwards, by its time and what is known of its requests`;
}

function digestOfPlan({ rows, connection, apiVersion, betas }: PlannedBatch): string {
	const hash = createHash('sha256').update(connection.identity);
	hash.update(`\0${apiVersion}\0${betas.join()}`);
	for (const { customId } of rows) hash.update('\0').update(customId);
	return hash.digest('base64');
}
