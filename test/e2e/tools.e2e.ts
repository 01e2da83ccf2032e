/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { IDataObject, INodeParameters, StructuredChunk } from 'n8n-workflow';
import { API_KEY, question, workflowOf } from '../engine/testbed';
import type { WorkflowFile } from '../engine/host';
import type { StandIn } from '../standin';
import { line } from './line';
import { type LocalServer, startLocalServer } from './localServer';
import { type McpServer, startMcpServer } from './mcpServer';
import type { StoredExecution } from './rest';
import { streamed } from './streamed';
import {
	AGENT,
	BACKWARDS,
	backwards,
	CALCULATOR,
	chatModel,
	claudeTool,
	mcpClient,
	SHOUT,
	type SubNode,
	weather,
	withSubNodes,
} from './toolNodes';
import { byChat, byWebhook, call } from './webhooks';
import { startWorkbench, withCredential, type Workbench } from './workbench';

describe(`tools and streams in ${line}`, () => {
	let bench: Workbench;
	let standIn: StandIn;
	let weatherServer: LocalServer;
	let mcpServer: McpServer;
	beforeAll(async () => {
		weatherServer = await startLocalServer(({ url = '' }) =>
			url.includes('Atlantis') ? { status: 404, body: 'It sank.' } : { body: { asked: url } },
		);
		mcpServer = await startMcpServer();
		bench = await startWorkbench(line, (text) => process.stderr.write(`${text}\n`));
		if (bench.standIn === undefined) throw new RangeError('There is no stand-in');
		({ standIn } = bench);
	});
	beforeEach(() => standIn.reset());
	afterAll(async () => {
		await bench?.close();
		await mcpServer?.close();
		await weatherServer?.close();
	});

	let count = 0;
	const nextPath = () => `tools-${++count}`;

	/** Imports a workflow and activates it. */
	async function activated(file: WorkflowFile): Promise<string> {
		const workflow = await bench.rest.createWorkflow(file);
		await bench.rest.activate(workflow);
		return workflow.id;
	}

	/** Trigger → Claude Messages, which asks what the item says. */
	function asking(parameters: INodeParameters = {}): WorkflowFile {
		const file = workflowOf({ ...question('={{ $json.text }}'), ...parameters });
		return withCredential(file, bench.credentialId);
	}

	function withTools(...tools: SubNode[]): WorkflowFile {
		return withSubNodes(asking({ connectTools: true }), tools);
	}

	/** Runs a workflow once, by its webhook. */
	async function run(file: WorkflowFile, ...items: IDataObject[]) {
		const path = nextPath();
		const id = await activated(byWebhook(file, path));
		const answers = await call(bench.n8n.url, path, items);
		return { answers, execution: await bench.rest.lastExecution(id) };
	}

	/** What the editor shows as the runs of a tool. */
	const runsOf = ({ runs }: StoredExecution, node: string) =>
		(runs[node] ?? []).map(({ executionStatus, inputOverride, data, error }) => ({
			status: executionStatus,
			input: inputOverride?.ai_tool?.[0]?.[0]?.json,
			output: error?.message ?? data?.ai_tool?.[0]?.[0]?.json,
		}));

	const saying = (...texts: string[]) => ({
		text: expect.stringMatching(new RegExp(texts.join('[^]*'))),
	});

	test('Claude uses Calculator and Code Tool, and the execution has the runs of both', async () => {
		const { answers, execution } = await run(withTools(CALCULATOR, SHOUT), {
			text: 'Use Calculator {"input":"17*3"} and shout {"input":"hello"}.',
		});
		expect(answers).toMatchObject([saying('Calculator said: 51\n', 'shout said: HELLO!$')]);
		expect(execution.status).toBe('success');
		expect([runsOf(execution, 'Calculator'), runsOf(execution, 'shout')]).toMatchObject([
			[{ status: 'success', input: { query: '17*3' }, output: { response: '51' } }],
			[{ status: 'success', input: { query: 'hello' }, output: { response: 'HELLO!' } }],
		]);
	});

	test('HTTP Request asks with the arguments of each call and the values of each item', async () => {
		const places = [
			['Oslo', 'Norway'],
			['Rome', 'Italy'],
			['Lima', 'Peru'],
			['Cairo', 'Egypt'],
			['Seoul', 'Korea'],
		];
		const { answers, execution } = await run(
			withTools(weather(weatherServer.url)),
			...places.map(([city, country]) => ({
				text: `Use weather {"day":"today","city":"${city}"} and weather {"day":"tomorrow","city":"${city}"}`,
				country,
			})),
		);
		expect(answers).toMatchObject(
			places.map(([city, country]) =>
				saying(
					`/today\\?city=${city}&country=${country}`,
					`/tomorrow\\?city=${city}&country=${country}`,
				),
			),
		);
		expect(runsOf(execution, 'weather')).toHaveLength(10);
	});

	test('a request that fails is told to Claude, and is an error in its run', async () => {
		const { answers, execution } = await run(withTools(weather(weatherServer.url)), {
			text: 'Use weather {"day":"today","city":"Atlantis"}',
			country: 'Greece',
		});
		const reason = 'The resource you are requesting could not be found\n\nDetails: It sank.';
		expect(answers).toMatchObject([saying(`weather failed: ${reason}`)]);
		expect(execution.status).toBe('success');
		expect(runsOf(execution, 'weather')).toMatchObject([{ status: 'error', output: reason }]);
	});

	test('Call n8n Workflow Tool runs the workflow with the arguments of each call', async () => {
		const workflow = await bench.rest.createWorkflow(BACKWARDS);
		// n8n 2.x calls only what is published, and 1.123 does not activate what nothing triggers.
		if (line === 'n8n-2') await bench.rest.activate(workflow);
		const words = ['abc', 'def', 'ghi', 'jkl', 'mno'];
		const { answers, execution } = await run(
			withTools(backwards(workflow.id)),
			...words.map((word) => ({
				text: `Use backwards {"text":"${word} one"} and backwards {"text":"${word} two"}`,
			})),
		);
		expect(answers).toMatchObject(
			words.map((word) => {
				const turned = [...word].reverse().join('');
				return saying(`"backwards": "eno ${turned}"`, `"backwards": "owt ${turned}"`);
			}),
		);
		expect(runsOf(execution, 'backwards')).toHaveLength(10);
	});

	test('MCP Client Tool connects once, and its tools are used for every item', async () => {
		// n8n 1.123 leaves the names of the tools as they are.
		const lookup = line === 'n8n-2' ? 'words_lookup' : 'lookup';
		const { answers, execution } = await run(
			withTools(mcpClient(mcpServer.url)),
			{ text: `Use ${lookup} {"word":"ant"} and ${lookup} {"word":"bee"}` },
			{ text: `Use ${lookup} {"word":"nothing"}` },
		);
		expect(answers).toMatchObject([
			saying('ant is a word\\.', 'bee is a word\\.'),
			// n8n gives the words of a tool that failed, and not that it did.
			saying(`${lookup} said: No such word\\.`),
		]);
		expect(runsOf(execution, 'words')).toHaveLength(3);
		expect(mcpServer.methods).toEqual([
			'initialize',
			'notifications/initialized',
			'tools/list',
			'tools/call',
			'tools/call',
			'tools/call',
		]);
	});

	/** What a caller hears, and whether the stand-in was still sending then. */
	async function heard(path: string, body: IDataObject | IDataObject[]) {
		const chunks: Array<StructuredChunk & { open: boolean }> = [];
		for await (const chunk of streamed(`${bench.n8n.url}/webhook/${path}`, body)) {
			chunks.push({ ...chunk, open: standIn.requests[0]?.endedAt === undefined });
		}
		return chunks;
	}

	const textOf = (chunks: StructuredChunk[]) => chunks.map(({ content }) => content ?? '').join('');
	const typesOf = (chunks: StructuredChunk[]) =>
		chunks.map(({ type }) => type).filter((type, index, all) => type !== all[index - 1]);

	/** A model that continues a prefill. */
	const PREFILLED = {
		model: { __rl: true, mode: 'id', value: 'claude-haiku-4-5' },
		prefill: 'The answer is (',
	};

	test('a webhook that streams hears the prefill and the text while the API still sends', async () => {
		standIn.queue({ kind: 'stream', deltaDelayMs: 100 });
		const path = nextPath();
		const id = await activated(byWebhook(asking(PREFILLED), path, 'streaming'));
		const chunks = await heard(path, [{ text: 'Hello' }]);
		expect(typesOf(chunks)).toEqual(['begin', 'item', 'end']);
		expect(chunks.slice(0, 3)).toMatchObject([
			{ type: 'begin', open: true, metadata: { nodeName: 'Claude Messages', itemIndex: 0 } },
			{ type: 'item', open: true, content: PREFILLED.prefill },
			{ type: 'item', open: true },
		]);
		const { runs } = await bench.rest.lastExecution(id);
		const [item] = runs['Claude Messages']?.[0]?.data?.main?.[0] ?? [];
		expect(textOf(chunks)).toBe('The answer is (You asked: "Hello"');
		expect(item?.json.text).toBe(textOf(chunks));
	});

	test('a webhook hears the items one after the other', async () => {
		const path = nextPath();
		await activated(byWebhook(asking(), path, 'streaming'));
		const texts = ['One', 'Two', 'Three'];
		const chunks = await heard(
			path,
			texts.map((text) => ({ text })),
		);
		expect(typesOf(chunks)).toEqual(texts.flatMap(() => ['begin', 'item', 'end']));
		for (const [index, text] of texts.entries()) {
			const own = chunks.filter(({ metadata }) => metadata.itemIndex === index);
			expect(textOf(own)).toBe(`You asked: "${text}"`);
		}
	});

	test('a webhook hears why an answer failed', async () => {
		standIn.queue({
			kind: 'error',
			status: 400,
			type: 'invalid_request_error',
			message: 'No, thank you',
		});
		const path = nextPath();
		await activated(byWebhook(asking(), path, 'streaming'));
		const chunks = await heard(path, [{ text: 'Hello' }]);
		expect(chunks).toMatchObject([
			{ type: 'begin' },
			{ type: 'error', content: 'No, thank you' },
			{ type: 'end' },
			// This one is n8n's own, for a workflow that failed; it has the error's description only.
			{ type: 'error', content: expect.stringContaining('Request ID: req_') },
		]);
	});

	test('a chat hears what is said before and after a tool', async () => {
		standIn.queue({ kind: 'stream', deltaDelayMs: 100 });
		const path = nextPath();
		const file = withSubNodes(
			asking({ ...question('={{ $json.chatInput }}'), connectTools: true }),
			[CALCULATOR],
		);
		await activated(byChat(file, path));
		const chunks = await heard(`${path}/chat`, {
			action: 'sendMessage',
			sessionId: 'tried',
			chatInput: 'Use Calculator {"input":"2+3"}',
		});
		expect(typesOf(chunks)).toEqual(['begin', 'item', 'end']);
		expect(chunks[1]).toMatchObject({ type: 'item', open: true });
		expect(textOf(chunks)).toBe('I will use Calculator.\n\nCalculator said: 5');
	});

	test("n8n's AI Agent uses the node as its tool", async () => {
		const anthropic = await bench.rest.createCredential(
			'Anthropic account',
			{ apiKey: API_KEY, url: standIn.url },
			'anthropicApi',
		);
		const withTool = withSubNodes(AGENT, [claudeTool(bench.credentialId)], 'AI Agent');
		const file = withSubNodes(withTool, [chatModel(anthropic)], 'AI Agent', 'ai_languageModel');
		const { answers, execution } = await run(
			file,
			{ text: 'Use Claude_Messages {"question":"What is an ant?"}' },
			{ text: 'Use Claude_Messages {"question":"What is a bee?"}' },
		);
		expect(answers).toMatchObject(
			['an ant', 'a bee'].map((animal) => ({
				output: expect.stringContaining(`You asked: \\"What is ${animal}?\\"`),
			})),
		);
		expect(runsOf(execution, 'Claude Messages')).toMatchObject([
			{ status: 'success', output: { text: 'You asked: "What is an ant?"' } },
			{ status: 'success', output: { text: 'You asked: "What is a bee?"' } },
		]);
	});
});
