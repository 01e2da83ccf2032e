import { onBatch } from '../../engine/batchBed';
import type { WorkflowFile } from '../../engine/host';
import { question } from '../../engine/testbed';
import type { StandIn } from '../../standin';
import { until } from '../until';
import { answersTo, begun, QueueBed, texts } from './bed';

const QUESTION = question('={{ $json.text }}');

/** With n8n's own settings it takes minutes until a worker is missed; with these it takes seconds. */
const MISSED_SOON = {
	QUEUE_WORKER_LOCK_DURATION: '8000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '1000',
	QUEUE_WORKER_STALLED_INTERVAL: '2000',
};

let bed: QueueBed;
let standIn: StandIn;
beforeAll(async () => {
	bed = await QueueBed.start('n8n-2', MISSED_SOON);
	({ standIn } = bed);
});
afterAll(async () => await bed?.close());

/** The first worker, and the second. */
function pair() {
	const [first, second] = bed.cluster.workers;
	if (first === undefined || second === undefined) throw new RangeError('A worker is missing');
	return { first, second };
}

test('a worker that is told to stop finishes what it has begun, and the caller gets it', async () => {
	const { path } = await bed.webhook(bed.asking(QUESTION));
	standIn.latencyMs = 3000;
	const executions = Array.from({ length: 8 }, (_, index) => texts(2, `Stopping ${index}`));
	const { second } = pair();
	const answers = Promise.all(executions.map(async (each) => await bed.ask(path, each)));
	await until(() => begun(second).length > 0 && standIn.open > 0);
	await second.stop();
	expect(await answers).toMatchObject(executions.map(answersTo));
	expect(bed.asked().sort()).toEqual(executions.flat().sort());
});

describe('a worker that is killed', () => {
	const items = texts(4, 'Killed');
	const waiting = texts(3, 'In a batch');
	/** What the callers heard. */
	const heard: Record<string, string> = {};
	const ids: Record<string, string> = {};
	const paths: Record<string, string> = {};
	const AGAIN = 'Again: You asked: "Saved"';

	beforeAll(async () => {
		standIn.reset();
		standIn.batchMs = undefined;
		const isLate = ({ rawBody }: { rawBody: string }) => /item [23]|Again/.test(rawBody);
		const late = { kind: 'hang', when: isLate } as const;
		standIn.queue(late, late, late);
		// The second worker is not there yet: everything is with the first one.
		const { first, second } = pair();
		await second.stop();
		const callers: Array<Promise<void>> = [];
		const begin = async (name: string, file: WorkflowFile, asked: readonly string[]) => {
			const { path, id } = await bed.webhook(file);
			ids[name] = id;
			paths[name] = path;
			const caller = bed.ask(path, asked).then(() => 'answered', String);
			callers.push(caller.then((words) => void (heard[name] = words)));
		};
		await begin('plain', bed.asking(QUESTION), items);
		await begin('saving', saving(), ['Saved']);
		await begin('batch', batch(), waiting);
		await until(() => answered() === 3 && standIn.open === 3 && batches().length === 1);
		await bed.cluster.startWorkers();
		await first.stop('SIGKILL');
		await until(() => standIn.open === 0);
		await begin('other', bed.asking(QUESTION), ['Other']);
		await Promise.all(callers);
	});

	/** Two questions, one after the other, with Save Execution Progress. */
	function saving(): WorkflowFile {
		const { nodes, connections } = bed.asking(QUESTION);
		const [second] = bed.asking(question('=Again: {{ $json.text }}')).nodes.slice(1);
		if (second === undefined) throw new RangeError('There is no node');
		return {
			nodes: [...nodes, { ...second, id: 'second', name: 'Second' }],
			connections: {
				...connections,
				'Claude Messages': { main: [[{ node: 'Second', type: 'main', index: 0 }]] },
			},
			settings: { saveExecutionProgress: true },
		};
	}

	function batch(): WorkflowFile {
		const options = { waitForCompletion: true };
		return bed.asking(onBatch('create', { ...QUESTION, options }));
	}

	const answered = () =>
		standIn.requests.filter(({ path, endedAt }) => path === '/v1/messages' && endedAt !== undefined)
			.length;
	const batches = () =>
		standIn.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/batches'));

	test('every question went out once, and n8n asks none of them again', () => {
		expect(bed.asked().sort()).toEqual([...items, 'Saved', AGAIN, 'Other'].sort());
		const cut = standIn.requests.filter(({ aborted }) => aborted);
		expect(cut).toHaveLength(3);
	});

	test('the other worker goes on', () => {
		expect(heard.other).toBe('answered');
	});

	test.each(['plain', 'saving', 'batch'])(
		'the caller of %s hears that it failed, once the worker is missed',
		(name) => {
			expect(heard[name]).toContain('The webhook answered 500');
		},
	);

	test.each(['plain', 'saving', 'batch'])(
		"the execution of %s says so in n8n's words, and holds no answer, with Save Execution Progress neither",
		async (name) => {
			const { status, error, runs } = await bed.cluster.rest.lastExecution(String(ids[name]));
			expect(status).toBe('error');
			expect(error?.message).toContain('failed to be processed too many times');
			expect(runs).toEqual({});
		},
	);

	test('Retry brings nothing back and asks nothing: the workflow is started anew, and asks everything again', async () => {
		const before = standIn.requests.length;
		expect(await bed.cluster.rest.retryLast(String(ids.plain))).toBe('error');
		expect(standIn.requests).toHaveLength(before);
		expect(await bed.ask(String(paths.plain), items)).toMatchObject(answersTo(items));
		expect(bed.asked().filter((text) => items.includes(text))).toHaveLength(2 * items.length);
	});

	test('a batch goes on without the worker that waited for it, and its answers are there to be got', async () => {
		standIn.endBatches();
		const { nodes } = bed.asking(onBatch('getResults', { batchId: '={{ $json.id }}' }));
		const [start, getResults] = nodes;
		if (start === undefined || getResults === undefined) throw new RangeError('There are no nodes');
		const parameters = onBatch('getAll');
		const getMany = { ...getResults, id: 'many', name: 'Get Many', parameters };
		const to = (node: string) => ({ main: [[{ node, type: 'main' as const, index: 0 }]] });
		const { path } = await bed.webhook({
			nodes: [start, getMany, getResults],
			connections: { [start.name]: to(getMany.name), [getMany.name]: to(getResults.name) },
		});
		const results = await bed.ask(path, ['Get them']);
		expect(results).toHaveLength(waiting.length);
		expect(results).toEqual(
			expect.arrayContaining(answersTo(waiting).map((answer) => expect.objectContaining(answer))),
		);
		expect(batches()).toHaveLength(1);
	});
});
