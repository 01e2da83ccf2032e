/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { INode, INodeParameters, IWorkflowSettings } from 'n8n-workflow';
import { API_KEY, question, workflowOf } from '../engine/testbed';
import { fixture } from '../fixtures/files';
import type { WorkflowFile } from '../engine/host';
import type { StandIn } from '../standin';
import { line } from './line';
import { until } from './until';
import { byWebhook, call } from './webhooks';
import {
	exampleNames,
	importedExample,
	startWorkbench,
	withCredential,
	type Workbench,
} from './workbench';

/** How much the examples send that do not ask once for each row in each node. */
const SENT: Readonly<Record<string, number>> = {
	// What came of a call goes back with one more.
	'agent-with-tools.workflow.json': 6,
	'custom-tool.workflow.json': 5,
	'overnight-batch.workflow.json': 1,
	// An upload, and three questions of one row.
	'upload-once.workflow.json': 4,
};

describe(`the package in ${line}`, () => {
	let bench: Workbench;
	let standIn: StandIn;
	beforeAll(async () => {
		bench = await startWorkbench(line, (text) => process.stderr.write(`${text}\n`));
		if (bench.standIn === undefined) throw new RangeError('There is no stand-in');
		({ standIn } = bench);
	});
	beforeEach(() => standIn.reset());
	afterAll(async () => await bench?.close());

	let count = 0;
	/** Imports a workflow, activates it and gives its path. */
	async function activated(file: WorkflowFile, respond?: 'onReceived'): Promise<string> {
		return (await activatedAs(file, respond)).path;
	}

	async function activatedAs(file: WorkflowFile, respond?: 'onReceived') {
		const path = `tried-${++count}`;
		const workflow = await bench.rest.createWorkflow(byWebhook(file, path, respond));
		await bench.rest.activate(workflow);
		return { path, id: workflow.id };
	}

	/** Trigger → Claude Messages, with the credential of this n8n. */
	function asking(parameters: INodeParameters, node: Partial<INode> = {}): WorkflowFile {
		const { nodes, connections } = withCredential(workflowOf(parameters), bench.credentialId);
		return {
			nodes: nodes.map((each) => (each.name === 'Claude Messages' ? { ...each, ...node } : each)),
			connections,
		};
	}

	/** Trigger → Convert to File → Claude Messages: the field `picture` becomes the file `data`. */
	function withPicture(file: WorkflowFile, settings?: IWorkflowSettings): WorkflowFile {
		const toFile: INode = {
			id: 'file',
			name: 'To File',
			type: 'n8n-nodes-base.convertToFile',
			typeVersion: 1.1,
			position: [110, 0],
			parameters: { operation: 'toBinary', sourceProperty: 'picture', options: {} },
		};
		const to = (node: string) => ({ main: [[{ node, type: 'main' as const, index: 0 }]] });
		return {
			nodes: [...file.nodes, toFile],
			connections: { Start: to('To File'), 'To File': to('Claude Messages') },
			settings,
		};
	}

	test('the package that npm packs brings the node', async () => {
		expect(await bench.rest.nodeNames()).toContain('n8n-nodes-claude-messages.claudeMessages');
	});

	test('the credential test says whether the key and the address are right', async () => {
		const { rest, credentialId } = bench;
		const tested = async (data: Record<string, string>) =>
			await rest.testCredential(credentialId, data);
		const good = { apiKey: API_KEY, baseUrl: standIn.url };
		expect(await tested(good)).toMatchObject({ status: 'OK' });
		const wrong: Array<[Record<string, string>, RegExp]> = [
			[{ apiKey: 'sk-ant-wrong' }, /Check the API key/],
			[{ baseUrl: `${standIn.url}/nowhere` }, /^There is no Messages API at the 'Base URL'/],
			[{ baseUrl: 'http://127.0.0.1:9' }, /^127\.0\.0\.1:9 could not be reached\. Check the host/],
		];
		for (const [data, says] of wrong) {
			expect(await tested({ ...good, ...data })).toMatchObject({
				status: 'Error',
				message: expect.stringMatching(says),
			});
		}
	});

	test.each(exampleNames())('the example %s runs by a production webhook', async (name) => {
		const example = importedExample(name, bench.credentialId);
		const { path, id } = await activatedAs(example);
		const rows = Object.values(example.pinData ?? {}).flat();
		const answers = await call(
			bench.n8n.url,
			path,
			rows.map(({ json }) => json),
		);
		expect(answers).toEqual(expect.any(Array));
		const failing = rows.filter(({ json }) => json.question === '').length;
		const asking = example.nodes.filter(({ credentials }) => credentials !== undefined).length;
		expect(standIn.requests.filter(({ method }) => method === 'POST')).toHaveLength(
			SENT[name] ?? (rows.length - failing) * asking,
		);
		expect(JSON.stringify(answers)).not.toContain(API_KEY);
		// One with a trigger would go on asking.
		await bench.rest.deactivate(id);
	});

	test('a hundred items with a picture each come back in their order', async () => {
		const { base64 } = fixture('photo.jpg');
		const file = asking({
			messages: {
				values: [
					{ role: 'user', type: 'image', source: 'binary', binaryField: 'data' },
					{ role: 'user', type: 'text', text: '=Number {{ $itemIndex }}.' },
				],
			},
		});
		const path = await activated(withPicture(file));
		const items = Array.from({ length: 100 }, () => ({ picture: base64 }));
		const answers = await call(bench.n8n.url, path, items);
		expect(answers).toHaveLength(100);
		expect(answers).toMatchObject(
			items.map((_, index) => ({ text: expect.stringContaining(`Number ${index}.`) })),
		);
		for (const { body } of standIn.requests) {
			expect(body).toMatchObject({ messages: [{ content: [{ source: { data: base64 } }, {}] }] });
		}
	});

	test('fifty executions at once lose nothing at one rate limit, and come home in good time', async () => {
		const limit = { perSecond: 20, burst: 5 };
		const latency = 1000;
		const ideal = ((250 - limit.burst) / limit.perSecond) * 1000 + latency;
		const path = await activated(asking(question('={{ $json.text }}')));
		await call(bench.n8n.url, path, [{ text: 'The first, which loads everything' }]);
		const executions = Array.from({ length: 50 }, (_, execution) =>
			Array.from({ length: 5 }, (_, item) => ({ text: `Execution ${execution}, item ${item}.` })),
		);
		// Where the machine is busy, the stand-in gets what was sent in its time in one bunch, and refuses it.
		for (let tries = 1; ; tries++) {
			standIn.reset();
			standIn.latencyMs = latency;
			standIn.limitRequests(limit);
			const started = performance.now();
			const answers = await Promise.all(
				executions.map(async (items) => await call(bench.n8n.url, path, items)),
			);
			const took = performance.now() - started;
			expect(answers).toMatchObject(
				executions.map((items) =>
					items.map(({ text }) => ({ text: expect.stringContaining(text) })),
				),
			);
			const { granted, refused } = standIn.limits;
			expect(granted).toBe(250);
			// Far wider than what the benchmark promises (25 and 1.3 times): a busy machine is slow by itself.
			if (refused <= 50 && took < 5 * ideal) break;
			if (tries === 3) throw new Error(`Refused: ${refused}, times the ideal: ${took / ideal}`);
		}
	});

	// n8n 1.123 has no such setting, and gives the files as ever.
	test.each(line === 'n8n-2' ? ['data', '_files.data'] : ['data'])(
		"n8n's combined mode of files is read by %s",
		async (binaryField) => {
			const { base64 } = fixture('photo.jpg');
			const parameters = {
				messages: { values: [{ role: 'user', type: 'image', source: 'binary', binaryField }] },
			};
			const path = await activated(withPicture(asking(parameters), { binaryMode: 'combined' }));
			expect(await call(bench.n8n.url, path, [{ picture: base64 }])).toHaveLength(1);
			expect(standIn.requests[0]?.body).toMatchObject({
				messages: [{ content: [{ source: { data: base64 } }] }],
			});
		},
	);

	test('Stop closes the open request at once', async () => {
		standIn.queue({ kind: 'hang' });
		const path = await activated(asking(question('Hello')), 'onReceived');
		await call(bench.n8n.url, path, [{}]);
		await until(() => standIn.requests.length === 1);
		const running = await bench.rest.runningExecution();
		await bench.rest.post(`/rest/executions/${running}/stop`, {});
		await until(() => standIn.requests[0]?.endedAt !== undefined);
		expect(standIn.requests).toHaveLength(1);
	});

	const refused = {
		kind: 'error',
		status: 400,
		type: 'invalid_request_error',
		message: 'No, thank you',
		when: ({ rawBody }: { rawBody: string }) => rawBody.includes('second'),
	} as const;
	const texts = question('={{ $json.text }}');
	const three = ['first', 'second', 'third'].map((text) => ({ text }));

	test('Continue gives the failed item among the others', async () => {
		standIn.queue(refused);
		const path = await activated(asking(texts, { onError: 'continueRegularOutput' }));
		expect(await call(bench.n8n.url, path, three)).toMatchObject([
			{ text: expect.stringContaining('first') },
			{ error: { message: 'No, thank you', type: 'invalid_request_error', status: 400 } },
			{ text: expect.stringContaining('third') },
		]);
	});

	test('Continue (using error output) leads answers and failed items to their branches', async () => {
		standIn.queue(refused);
		const file = asking(texts, { onError: 'continueErrorOutput' });
		const branch = (name: string, x: number): INode => ({
			id: name,
			name,
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			position: [x, 0],
			parameters: {
				mode: 'raw',
				jsonOutput: `={{ { branch: '${name}', text: $json.text, error: $json.error?.message } }}`,
				options: {},
			},
		});
		const both: INode = {
			id: 'both',
			name: 'Both',
			type: 'n8n-nodes-base.merge',
			typeVersion: 3,
			position: [500, 0],
			parameters: {},
		};
		const to = (node: string, index = 0) => ({ node, type: 'main' as const, index });
		const path = await activated({
			nodes: [...file.nodes, branch('Answered', 300), branch('Failed', 400), both],
			connections: {
				...file.connections,
				'Claude Messages': { main: [[to('Answered')], [to('Failed')]] },
				Answered: { main: [[to('Both', 0)]] },
				Failed: { main: [[to('Both', 1)]] },
			},
		});
		expect(await call(bench.n8n.url, path, three)).toMatchObject([
			{ branch: 'Answered', text: expect.stringContaining('first') },
			{ branch: 'Answered', text: expect.stringContaining('third') },
			{ branch: 'Failed', error: 'No, thank you' },
		]);
	});

	test('Retry On Fail asks again only for the item that failed', async () => {
		standIn.queue(refused);
		const path = await activated(
			asking(texts, { retryOnFail: true, maxTries: 2, waitBetweenTries: 100 }),
		);
		expect(await call(bench.n8n.url, path, three)).toHaveLength(3);
		const asked = standIn.requests.map(({ rawBody }) => /first|second|third/.exec(rawBody)?.[0]);
		expect(asked.sort()).toEqual(['first', 'second', 'second', 'third']);
	});
});
