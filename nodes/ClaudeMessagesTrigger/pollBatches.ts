import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import {
	BATCH_FIELDS,
	BATCH_LIMITS,
	type Batch,
	BATCHES_PATH,
	hasEnded,
} from '../shared/api/endpoints/batches';
import { DEFAULT_SETTINGS } from '../shared/api/endpoints/callApi';
import { listEntries } from '../shared/api/endpoints/pages';
import { startRun } from '../shared/api/pacing/startRun';
import { connect } from '../shared/api/transport/connection';
import { readCredential } from '../shared/api/transport/credential';
import { entryIn, picked } from '../shared/entries';
import { nodeError } from '../shared/errors/nodeError';
import { toFailure } from '../shared/errors/toFailure';
import { readSwitch } from '../shared/fields/values';
import { isRecord } from '../shared/json';
import { endedBatches, type Memory } from './endedBatches';

/** How many of the latest batches a test of the workflow looks at. */
const LATEST = 50;

/**
 * What triggers remember that are looking just now: n8n begins a poll also where the one before is not over, and
 * the two would report the same batch.
 */
const looking = new WeakSet<object>();

/**
 * The batches that have ended since the last poll, each once, an item for each; null where there are none. What
 * was reported is kept by n8n with the workflow, and so survives a restart and a deactivation.
 *
 * @throws NodeApiError when the API cannot be asked; then nothing is forgotten
 * @see https://docs.n8n.io/integrations/creating-nodes/plan/node-types/#polling-triggers
 */
export async function pollBatches(context: IPollFunctions): Promise<INodeExecutionData[] | null> {
	try {
		const simplify = readSwitch(context.getNodeParameter('simplify', true), 'Simplify', true);
		const found =
			context.getMode() === 'manual' ? await latestEnded(context) : await newlyEnded(context);
		if (found.length === 0) return null;
		return found.map((batch) => ({ json: simplify ? picked(batch, BATCH_FIELDS) : { ...batch } }));
	} catch (error) {
		throw nodeError(context.getNode(), toFailure(error));
	}
}

/** For a test of the workflow: the batch that ended last. */
async function latestEnded(context: IPollFunctions): Promise<Batch[]> {
	const batches = await batchesOf(context, { most: LATEST });
	return batches.filter(hasEnded).slice(0, 1);
}

async function newlyEnded(context: IPollFunctions): Promise<Batch[]> {
	const data = context.getWorkflowStaticData('node');
	if (looking.has(data)) return [];
	looking.add(data);
	try {
		const memory = memoryIn(data.batches);
		const batches =
			memory === undefined
				? await batchesOf(context, { most: LATEST })
				: await batchesOf(context, { since: memory.since });
		const found = endedBatches(batches, memory);
		data.batches = { ...found.memory };
		return found.ended;
	} finally {
		looking.delete(data);
	}
}

function memoryIn(value: unknown): Memory | undefined {
	if (!isRecord(value) || typeof value.since !== 'string') return undefined;
	const { since, reported } = value;
	const ids: unknown[] = Array.isArray(reported) ? reported : [];
	return { since, reported: ids.filter((id) => typeof id === 'string') };
}

/** The newest batches first. */
async function batchesOf(
	context: IPollFunctions,
	{ most, since }: { most?: number; since?: string },
): Promise<Batch[]> {
	const connection = connect(context, await readCredential(context));
	const isOlder = (entry: { created_at?: unknown }) =>
		since !== undefined && Date.parse(String(entry.created_at)) < Date.parse(since);
	try {
		const list = { path: BATCHES_PATH, limits: BATCH_LIMITS, most, until: isOlder };
		const run = startRun({ concurrency: 1 });
		const entries = await listEntries(connection, list, DEFAULT_SETTINGS, run);
		return entries.map(entryIn).filter((batch) => batch !== undefined);
	} catch (error) {
		throw connection.conceal(toFailure(error));
	}
}
