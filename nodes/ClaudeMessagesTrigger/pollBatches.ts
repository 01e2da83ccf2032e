import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { BATCH_LIMITS, type Batch, BATCHES_PATH, hasEnded } from '../shared/api/endpoints/batches';
import { DEFAULT_SETTINGS } from '../shared/api/endpoints/callApi';
import { listEntries } from '../shared/api/endpoints/pages';
import { startRun } from '../shared/api/pacing/startRun';
import { connect, type Connection } from '../shared/api/transport/connection';
import { readCredential } from '../shared/api/transport/credential';
import { entryIn } from '../shared/entries';
import type { Failure } from '../shared/errors/failure';
import { nodeError } from '../shared/errors/nodeError';
import { toFailure } from '../shared/errors/toFailure';
import { readChoice } from '../shared/fields/choice';
import { readSwitch } from '../shared/fields/values';
import { inOrderOfEnd, newlyEnded, remembered, timeOf } from './endedBatches';
import { askedSince, credentialMark, type Memory, memoryIn, memoryOf } from './memory';
import { OUTPUT, OUTPUTS } from './panel';
import { itemsOf, type Poll, told } from './readBatches';
import { clocked } from './serverClock';

/** How many of the latest batches a test of the workflow looks at. */
const LATEST = 50;

/**
 * What triggers remember that are looking just now: n8n begins a poll also where the one before is not over, and
 * the two would report the same batch.
 */
const looking = new WeakSet<object>();

/** Triggers that have looked since they were switched on. */
const switchedOn = new WeakSet<object>();

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
	const last = inOrderOfEnd(batches.filter(hasEnded)).at(-1);
	return last === undefined ? [] : await itemsOf(last, poll);
}

async function lookedAt(context: IPollFunctions, poll: Poll): Promise<INodeExecutionData[]> {
	const data = context.getWorkflowStaticData('node');
	if (looking.has(data)) return [];
	looking.add(data);
	try {
		const stored = memoryIn(data.batches);
		const mayPass = mayPassOver(context, stored);
		const { items, memory, failure } = await newsOf(poll, stored);
		const isPassed = failure !== undefined && items.length === 0 && mayPass;
		data.batches = { ...memory, ...(isPassed ? { passedOver: true } : {}) };
		if (failure === undefined) return items;
		if (items.length === 0 && !mayPass) throw withWayOut(failure);
		context.logger.warn(`Claude Messages Trigger could not read results: ${failure.message}`);
		return items;
	} finally {
		looking.delete(data);
	}
}

/**
 * Whether a failure to read results waits for the next poll: n8n does not activate a workflow whose first poll
 * fails. Where n8n makes a new context for each poll, every one looks like the first after an update.
 */
function mayPassOver(context: IPollFunctions, memory: Memory | undefined): boolean {
	const isFirst = !switchedOn.has(context);
	switchedOn.add(context);
	return isFirst && (context.getActivationMode() !== 'update' || memory?.passedOver !== true);
}

function withWayOut(failure: Failure): Failure {
	return failure.with({
		description: `${failure.description} The trigger asks for the results again with each poll, for as long as they can be had. To start the workflow without them, set 'Output' to 'Batch'.`,
	});
}

/** What is new, and what is to be remembered then. */
interface News {
	items: INodeExecutionData[];
	memory: Memory;
	/** Why some results could not be read. */
	failure: Failure | undefined;
}

/** @throws Failure when the batches cannot be listed */
async function newsOf(poll: Poll, stored: Memory | undefined): Promise<News> {
	const { connection, present } = clocked(poll.connection);
	const mark = credentialMark(connection);
	let asked: string | undefined;
	const since = () => (asked ??= askedSince(stored, mark, present()));
	const batches = await batchesOf({ ...poll, connection }, { since });
	const look = { batches, asked: since(), present: present() };
	const memory = memoryOf(batches, stored, mark);
	const news = newlyEnded(look, memory).map((batch) => ({
		batch,
		created: timeOf(batch, look.present),
	}));
	const { items, unread, failure } = await told(news, memory?.unread ?? [], poll, look.present);
	return { items, memory: { ...remembered(look, memory, unread), credential: mark }, failure };
}

/**
 * The newest batches first.
 *
 * @param since asked for once the server has told its time
 */
async function batchesOf(
	{ connection, run }: Poll,
	{ most, since }: { most?: number; since?: () => string },
): Promise<Batch[]> {
	const isOlder = (entry: { created_at?: unknown }) =>
		since !== undefined && Date.parse(String(entry.created_at)) < Date.parse(since());
	const list = { path: BATCHES_PATH, limits: BATCH_LIMITS, most, until: isOlder };
	const entries = await listEntries(connection, list, DEFAULT_SETTINGS, run);
	return entries.map(entryIn).filter((batch) => batch !== undefined);
}
