/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { setTimeout as after } from 'node:timers/promises';
import type { INodeExecutionData } from 'n8n-workflow';
import type { FinishedRun, RunOptions, WorkflowFile } from '../../test/engine/host';
import { workflowOf } from '../../test/engine/testbed';
import { resultRows, type AnsweredRow } from './rows';

export type RunWorkflow = (
	file: WorkflowFile,
	more?: Pick<RunOptions, 'start'>,
) => Promise<FinishedRun>;

/** The two first nodes of the example. */
const EVENING = 'When clicking ‘Execute workflow’';
const TRIGGER = 'Claude Messages Trigger';

/** Milliseconds. */
const PAUSE = 2_000;
const LONGEST_WAIT = 5 * 60_000;

/**
 * Runs the first part of overnight-batch, waits until the batch has ended, and runs the second part with the
 * item that the trigger would give then.
 *
 * @returns each row beside its result; nothing where a run failed or the batch has not ended in time
 */
export async function runOvernight(
	file: WorkflowFile,
	run: RunWorkflow,
	say: (text: string) => void,
): Promise<{ rows: AnsweredRow[]; error: FinishedRun['error'] }> {
	const evening = await run(file, { start: EVENING });
	const kept = evening.items('Keep the Rows');
	const batchId = kept[0]?.json.batch_id;
	if (typeof batchId !== 'string') return { rows: [], error: evening.error };
	say(`  ${batchId} is created; now it is waited for`);
	const ended = await endedBatch(batchId, run);
	if (ended.batch === undefined) {
		say('  It has not ended so far; its results can be had for 29 days.');
		return { rows: [], error: ended.error };
	}
	const pinData = { ...file.pinData, [TRIGGER]: [ended.batch] };
	const later = await run({ ...file, pinData }, { start: TRIGGER });
	return { rows: resultRows(kept, later.items('Get Results')), error: later.error };
}

/** The batch once it has ended, as the trigger gives it; nothing where that takes too long. */
async function endedBatch(
	batchId: string,
	run: RunWorkflow,
): Promise<{ batch?: INodeExecutionData; error?: FinishedRun['error'] }> {
	const look = workflowOf({ resource: 'batch', operation: 'get', batchId });
	for (const start = Date.now(); Date.now() - start < LONGEST_WAIT; await after(PAUSE)) {
		const { items, error } = await run(look);
		if (error !== undefined) return { error };
		const [batch] = items('Claude Messages');
		if (batch?.json.processing_status === 'ended') return { batch: { json: batch.json } };
	}
	return {};
}
