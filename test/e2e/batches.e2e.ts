/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { setTimeout as after } from 'node:timers/promises';
import type { INode, INodeParameters } from 'n8n-workflow';
import { madeBatch, onBatch } from '../engine/batchBed';
import type { WorkflowFile } from '../engine/host';
import { CREDENTIAL, question, workflowOf } from '../engine/testbed';
import type { ReceivedRequest, StandIn } from '../standin';
import { line } from './line';
import type { StoredExecution } from './rest';
import { until } from './until';
import { byWebhook, call } from './webhooks';
import { startWorkbench, withCredential, type Workbench } from './workbench';

const BATCHES = '/v1/messages/batches';
const TRIGGER = 'Claude Messages Trigger';

/** n8n refuses a poll more often than each minute, but takes several times for it. */
const EVERY_FIVE_SECONDS = Array.from({ length: 12 }, (_, index) => ({
	mode: 'custom',
	cronExpression: `${index * 5} * * * * *`,
}));

describe(`batches in ${line}`, () => {
	let bench: Workbench;
	let standIn: StandIn;
	beforeAll(async () => {
		bench = await startWorkbench(line, (text) => process.stderr.write(`${text}\n`));
		if (bench.standIn === undefined) throw new RangeError('There is no stand-in');
		({ standIn } = bench);
	});
	beforeEach(() => standIn.reset());
	afterAll(async () => await bench?.close());

	/** Imports a workflow, activates it and gives its ID. */
	async function activated(file: WorkflowFile): Promise<string> {
		const workflow = await bench.rest.createWorkflow(withCredential(file, bench.credentialId));
		await bench.rest.activate(workflow);
		return workflow.id;
	}

	/** How often the trigger has looked. */
	const polls = () =>
		standIn.requests.filter(({ method, path }) => method === 'GET' && path === BATCHES).length;

	/** Waits until the trigger has looked twice more: the first of them may have begun before. */
	async function polledTwice(): Promise<void> {
		const before = polls();
		await until(() => polls() >= before + 2);
	}

	/** The batches that started the workflow, and what it made of them. */
	async function reported(workflowId: string) {
		const executions = await bench.rest.executions(workflowId);
		const of = (node: string) => executions.flatMap((each) => itemsOf(each, node));
		return {
			statuses: [...new Set(executions.map(({ status }) => status))],
			ids: of(TRIGGER).map(({ id }) => String(id)),
			texts: of('Claude Messages').map(({ text }) => String(text)),
		};
	}

	async function untilReported(workflowId: string, count: number): Promise<void> {
		await until(async () => (await reported(workflowId)).ids.length >= count);
	}

	test('each batch that ends starts the workflow once, also where n8n was not there', async () => {
		standIn.batchMs = undefined;
		await madeBatch(standIn, ['Before?']);
		standIn.endBatches();
		const workflowId = await activated(TRIGGERED);

		const watched = [await madeBatch(standIn, ['One?', 'Two?'])];
		await polledTwice();
		expect(await reported(workflowId)).toMatchObject({ ids: [] });
		standIn.endBatches();
		await untilReported(workflowId, 1);
		expect(await reported(workflowId)).toEqual({
			statuses: ['success'],
			ids: watched,
			texts: ['You asked: "One?"', 'You asked: "Two?"'],
		});

		watched.push(await madeBatch(standIn, ['Open at the stop?']));
		await polledTwice();
		await bench.restart(async () => {
			standIn.endBatches();
			watched.push(await madeBatch(standIn, ['Made meanwhile?']));
			standIn.endBatches();
			watched.push(await madeBatch(standIn, ['Open at the start?']));
		});
		await untilReported(workflowId, 3);
		standIn.endBatches();
		await untilReported(workflowId, 4);

		await bench.restart();
		await polledTwice();
		const { statuses, ids, texts } = await reported(workflowId);
		expect(statuses).toEqual(['success']);
		expect(ids.sort()).toEqual(watched.sort());
		expect(texts.sort()).toEqual(
			['Made meanwhile?', 'One?', 'Open at the start?', 'Open at the stop?', 'Two?'].map(
				(text) => `You asked: "${text}"`,
			),
		);
		await bench.rest.deactivate(workflowId);
	});

	test('a poll that takes longer than the time between two reports a batch once', async () => {
		standIn.batchMs = undefined;
		const workflowId = await activated(TRIGGERED);
		const batchId = await madeBatch(standIn, ['One?']);
		await polledTwice();
		const slow = { kind: 'trickle', everyMs: 8000, bytes: 100_000, path: BATCHES } as const;
		standIn.queue(slow, slow, slow);
		standIn.endBatches();
		await untilReported(workflowId, 1);
		await after(slow.everyMs);
		await polledTwice();
		expect((await reported(workflowId)).ids).toEqual([batchId]);
		await bench.rest.deactivate(workflowId);
	});

	test('Wait for Completion answers the caller of a webhook, each answer on its row', async () => {
		standIn.batchMs = 1000;
		await activated(
			byWebhook(creating({ waitForCompletion: true, includeInput: true }), 'waiting'),
		);
		const rows = Array.from({ length: 12 }, (_, index) => ({
			name: `Row ${index}`,
			text: `Question ${index}?`,
		}));
		expect(await call(bench.n8n.url, 'waiting', rows)).toMatchObject(
			rows.map(({ name, text }) => ({
				name,
				text: `You asked: "${text}"`,
				stop_reason: 'end_turn',
			})),
		);
		expect(standIn.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
	});

	test('Stop ends the waiting, and the batch with Cancel on Stop', async () => {
		standIn.batchMs = undefined;
		const options = { waitForCompletion: true, cancelOnStop: true };
		const workflowId = await activated(byWebhook(creating(options), 'stopped', 'onReceived'));
		await call(bench.n8n.url, 'stopped', [{ text: 'One?' }]);
		await until(() => standIn.requests.some(isCreated));
		const running = await bench.rest.runningExecution();
		await bench.rest.post(`/rest/executions/${running}/stop`, {});
		await until(() => standIn.requests.some(({ path }) => path.endsWith('/cancel')));
		expect((await bench.rest.lastExecution(workflowId)).status).toBe('canceled');
	});
});

/** A batch that n8n knows to be there. */
function isCreated({ method, endedAt }: ReceivedRequest): boolean {
	return method === 'POST' && endedAt !== undefined;
}

/** Trigger → Get Results. */
const TRIGGERED = triggered();

function triggered(): WorkflowFile {
	const { nodes } = workflowOf(onBatch('getResults', { batchId: '={{ $json.id }}' }));
	const trigger: INode = {
		id: 'trigger',
		name: TRIGGER,
		type: 'n8n-nodes-claude-messages.claudeMessagesTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: { pollTimes: { item: EVERY_FIVE_SECONDS } },
		credentials: { claudeMessagesApi: { id: 'claude', name: CREDENTIAL } },
	};
	return {
		nodes: [trigger, ...nodes.filter(({ name }) => name === 'Claude Messages')],
		connections: { [TRIGGER]: { main: [[{ node: 'Claude Messages', type: 'main', index: 0 }]] } },
	};
}

/** Trigger → Create, which asks what the item says. */
function creating(options: INodeParameters): WorkflowFile {
	return workflowOf(onBatch('create', { ...question('={{ $json.text }}'), options }));
}

function itemsOf({ runs }: StoredExecution, node: string) {
	const items = (runs[node] ?? []).flatMap(({ data }) => data?.main?.[0] ?? []);
	return items.map(({ json }) => json);
}
