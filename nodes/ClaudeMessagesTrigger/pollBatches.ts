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
import { connect, type Connection } from '../shared/api/transport/connection';
import { readCredential } from '../shared/api/transport/credential';
import { entryIn, picked } from '../shared/entries';
import type { Failure } from '../shared/errors/failure';
import { nodeError } from '../shared/errors/nodeError';
import { toFailure } from '../shared/errors/toFailure';
import { readChoice } from '../shared/fields/choice';
import { readSwitch } from '../shared/fields/values';
import { isRecord } from '../shared/json';
import { inOrderOfEnd, instant, type Memory, newlyEnded, remembered } from './endedBatches';
import { type Output, OUTPUT, OUTPUTS } from './panel';
import { lostResults, type Reading, resultItems } from './resultItems';

/** How many of the latest batches a test of the workflow looks at. */
const LATEST = 50;

/** Milliseconds: what was created before has ended when the trigger is switched on, however wrong the clock is. */
const TWO_DAYS = 48 * 3_600_000;

/**
 * What triggers remember that are looking just now: n8n begins a poll also where the one before is not over, and
 * the two would report the same batch.
 */
const looking = new WeakSet<object>();

/** What a poll works with. */
interface Poll extends Reading {
	output: Output;
}

/**
 * The batches that have ended since the last poll, each once, or their results; null where there are none. What
 * was reported is kept by n8n with the workflow, and so survives a restart and a deactivation.
 *
 * @throws NodeApiError when the API cannot be asked; then nothing is forgotten
 * @see https://docs.n8n.io/integrations/creating-nodes/plan/node-types/#polling-triggers
 */
export async function pollBatches(context: IPollFunctions): Promise<INodeExecutionData[] | null> {
	let connection: Connection | undefined;
	try {
		const simplify = readSwitch(context.getNodeParameter('simplify', true), 'Simplify', true);
		const output = readChoice(
			context.getNodeParameter('output', 'batch'),
			OUTPUT,
			OUTPUTS,
			'batch',
		);
		connection = connect(context, await readCredential(context));
		const poll = { connection, run: startRun({ concurrency: 1 }), simplify, output };
		const items =
			context.getMode() === 'manual' ? await latestEnded(poll) : await lookedAt(context, poll);
		return items.length === 0 ? null : items;
	} catch (error) {
		const failure = toFailure(error);
		throw nodeError(context.getNode(), connection?.conceal(failure) ?? failure);
	}
}

/** For a test of the workflow: of the latest batches, the one that ended last. */
async function latestEnded(poll: Poll): Promise<INodeExecutionData[]> {
	const batches = await batchesOf(poll, { most: LATEST });
	const last = inOrderOfEnd(batches.filter(hasEnded)).slice(-1);
	return (await told(last, poll)).items;
}

async function lookedAt(context: IPollFunctions, poll: Poll): Promise<INodeExecutionData[]> {
	const data = context.getWorkflowStaticData('node');
	if (looking.has(data)) return [];
	looking.add(data);
	try {
		const memory = memoryIn(data.batches);
		const since = memory?.since ?? new Date(Date.now() - TWO_DAYS).toISOString();
		const batches = await batchesOf(poll, { since });
		const { items, unread } = await told(newlyEnded(batches, memory), poll);
		data.batches = { ...remembered(batches, memory, since, unread) };
		return items;
	} finally {
		looking.delete(data);
	}
}

/** The items of batches, and the batches whose results may be had later. */
interface Told {
	items: INodeExecutionData[];
	unread: Set<Batch>;
}

/** @throws Failure when nothing could be read */
async function told(batches: readonly Batch[], poll: Poll): Promise<Told> {
	const items: INodeExecutionData[] = [];
	const unread = new Set<Batch>();
	let failure: Failure | undefined;
	for (const batch of batches) {
		try {
			for (const item of await itemsOf(batch, poll)) items.push(item);
		} catch (error) {
			failure = toFailure(error);
			unread.add(batch);
		}
	}
	if (failure !== undefined && unread.size === batches.length) throw failure;
	return { items, unread };
}

async function itemsOf(batch: Batch, poll: Poll): Promise<INodeExecutionData[]> {
	if (poll.output === 'batch') {
		return [{ json: poll.simplify ? picked(batch, BATCH_FIELDS) : { ...batch } }];
	}
	try {
		return await resultItems(batch, poll);
	} catch (error) {
		const failure = poll.connection.conceal(toFailure(error));
		if (!GONE.includes(failure.status ?? 0)) throw failure;
		return [lostResults(batch, failure)];
	}
}

/** Statuses of results that were archived or deleted. */
const GONE = [400, 404, 410];

/** What a stored value tells of; undefined where it is no memory. */
export function memoryIn(value: unknown): Memory | undefined {
	if (!isRecord(value) || typeof value.since !== 'string') return undefined;
	const { since, reported, open } = value;
	if (Number.isNaN(Date.parse(since))) return undefined;
	return { since: instant(since), reported: timesIn(reported), open: timesIn(open) };
}

function timesIn(value: unknown): Record<string, string> {
	const times: Record<string, string> = {};
	if (!isRecord(value)) return times;
	for (const [id, at] of Object.entries(value)) if (typeof at === 'string') times[id] = at;
	return times;
}

/** The newest batches first. */
async function batchesOf(
	{ connection, run }: Poll,
	{ most, since }: { most?: number; since?: string },
): Promise<Batch[]> {
	const isOlder = (entry: { created_at?: unknown }) =>
		since !== undefined && Date.parse(String(entry.created_at)) < Date.parse(since);
	const list = { path: BATCHES_PATH, limits: BATCH_LIMITS, most, until: isOlder };
	const entries = await listEntries(connection, list, DEFAULT_SETTINGS, run);
	return entries.map(entryIn).filter((batch) => batch !== undefined);
}
