import { createHash } from 'crypto';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { Batch } from '../../shared/api/endpoints/batches';
import type { CallSettings } from '../../shared/api/endpoints/callApi';
import { createBatch } from '../../shared/api/endpoints/createBatch';
import { entryIn } from '../../shared/entries';
import type { Run } from '../../shared/api/pacing/startRun';
import { answeredItems } from './answeredItems';
import { batchBody, type RequestOf } from './batchBody';
import type { PlannedBatch } from './batchRows';
import type { NodeRun } from './nodeRun';
import { attempt, concealed, type Outcome } from './outcome';

/** What batches are created with. */
export interface Creation {
	nodeRun: NodeRun;
	run: Run;
	settings: CallSettings;
	requestOf: RequestOf;
}

/**
 * Creates batches one after the other. One that an earlier try of the same run has created, under n8n's Retry
 * On Fail, is not created again.
 *
 * @returns what became of each; with Stop on error none after a failure
 */
export async function createBatches(
	context: IExecuteFunctions,
	plans: readonly PlannedBatch[],
	{ nodeRun, run, settings, requestOf }: Creation,
): Promise<Array<Outcome<Batch>>> {
	const answered = answeredItems(context);
	const outcomes: Array<Outcome<Batch>> = [];
	for (const [number, plan] of plans.entries()) {
		const { rows, connection, apiVersion, betas } = plan;
		const question = { itemIndex: number, digest: digestOfPlan(plan) };
		const body = batchBody(rows, requestOf);
		const work = async (): Promise<Batch> => {
			const known = entryIn(answered?.get(question)?.json);
			if (known !== undefined) return known;
			const batch = await createBatch(
				connection,
				{ body, count: rows.length },
				{ ...settings, apiVersion, betas },
				run,
			);
			answered?.set(question, { json: batch });
			return batch;
		};
		const outcome = concealed(await attempt({ itemIndex: 0, total: 1 }, work), connection);
		outcomes.push(outcome);
		if (!outcome.ok && !nodeRun.goOn) break;
	}
	return outcomes;
}

function digestOfPlan({ rows, connection, apiVersion, betas }: PlannedBatch): string {
	const hash = createHash('sha256').update(connection.identity);
	hash.update(`\0${apiVersion}\0${betas.join()}`);
	for (const { customId } of rows) hash.update('\0').update(customId);
	return hash.digest('base64');
}
