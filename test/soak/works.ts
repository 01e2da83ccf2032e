/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import {
	type IBinaryData,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	NodeConnectionTypes,
	type StructuredChunk,
} from 'n8n-workflow';
import { Engine, type WorkflowFile } from '../engine/host';
import { API_KEY, CREDENTIAL, question, workflowOf } from '../engine/testbed';
import { NUMBERS, toolNode } from '../engine/toolNodes';
import { fixture } from '../fixtures/files';

/** n8n's engine, with all that the works need. */
export interface Plant {
	engine: Engine;
	url: string;
	files: Array<{ kind: 'document' | 'image'; data: IBinaryData }>;
}

/** What a work left behind. */
export interface Done {
	work: string;
	/** The words by which the requests of its items are known. */
	marks: string[];
	items: INodeExecutionData[];
	/** What each answer has to say; its mark unless given. */
	says?: string[];
	/** Whether Stop ended it. */
	isStopped: boolean;
	/** Chunks that a chat heard. */
	chunks?: StructuredChunk[];
}

const ADDER: INode = {
	id: 'adder',
	name: 'adder',
	type: 'test.adder',
	typeVersion: 1,
	position: [0, 300],
	parameters: {},
};

export async function startPlant(url: string): Promise<Plant> {
	const adder = toolNode('adder', NUMBERS, ({ a, b }) => Number(a) + Number(b));
	const engine = await Engine.start({ 'test.adder': adder });
	const stored = async (name: string, type: string) =>
		await engine.store(fixture(name).bytes, name, type);
	return {
		engine,
		url,
		files: [
			{ kind: 'image', data: await stored('blue.png', 'image/png') },
			{ kind: 'image', data: await stored('animation.gif', 'image/gif') },
			{ kind: 'document', data: await stored('notes.txt', 'text/plain') },
		],
	};
}

let executions = 0;

/** Starts a workflow with the node in it, as an execution of its own. */
function begin(
	{ engine, url }: Plant,
	file: WorkflowFile,
	input: INodeExecutionData[],
	onChunk?: (chunk: StructuredChunk) => void,
) {
	return engine.begin(file, {
		credentials: { [CREDENTIAL]: { apiKey: API_KEY, baseUrl: url } },
		input,
		executionId: String(++executions),
		mode: onChunk === undefined ? 'trigger' : 'webhook',
		onChunk,
	});
}

function file(parameters: INodeParameters): WorkflowFile {
	return workflowOf(parameters, 'continueRegularOutput');
}

function itemsIn(run: Awaited<ReturnType<typeof begin>>): INodeExecutionData[] {
	if (run.data.resultData.error !== undefined && run.status !== 'canceled')
		throw run.data.resultData.error;
	return run.data.resultData.runData['Claude Messages']?.at(-1)?.data?.main?.[0] ?? [];
}

/** Items whose question holds a word that no other has. */
function asked(work: string, round: number, count: number, more: (index: number) => string) {
	const marks = Array.from({ length: count }, (_, index) => `[${work} ${round}.${index}]`);
	const input = marks.map((mark, index) => ({ json: { text: `${more(index)} ${mark}` } }));
	return { marks, input };
}

const plain = () => 'What is this?';

/** Message → Send, in one of its many ways. */
export async function send(
	plant: Plant,
	round: number,
	work: string,
	more: INodeParameters,
): Promise<Done> {
	const { marks, input } = asked(work, round, 20, plain);
	const parameters = { ...question('={{ $json.text }}'), maxTokens: 1000, ...more };
	const run = await begin(plant, file(parameters), input);
	return { work, marks, items: itemsIn(run), isStopped: false };
}

/** Items with a file each. */
export async function sendFiles(plant: Plant, round: number): Promise<Done[]> {
	return await Promise.all(
		plant.files.map(async ({ kind, data }, index): Promise<Done> => {
			const work = `file${index}`;
			const { marks, input } = asked(work, round, 4, plain);
			const part = { role: 'user', type: kind, source: 'binary', binaryField: 'data' };
			const text = { role: 'user', type: 'text', text: '={{ $json.text }}' };
			const parameters = { messages: { values: [part, text] }, options: { concurrency: 2 } };
			const items = input.map((item) => ({ ...item, binary: { data } }));
			const run = await begin(plant, file(parameters), items);
			return { work, marks, items: itemsIn(run), isStopped: false };
		}),
	);
}

/** Items that call a connected tool: two requests each. */
export async function useTools(plant: Plant, round: number): Promise<Done> {
	const { marks, input } = asked('tool', round, 6, (index) => `adder {"a":${index},"b":2}`);
	const parameters = { ...question('={{ $json.text }}'), connectTools: true, maxTokens: 1000 };
	const { nodes, connections } = file(parameters);
	const link = { node: 'Claude Messages', type: NodeConnectionTypes.AiTool, index: 0 };
	const withTool = {
		nodes: [...nodes, ADDER],
		connections: { ...connections, adder: { ai_tool: [[link]] } },
	};
	const run = await begin(plant, withTool, input);
	const says = marks.map((_, index) => `adder said: ${index + 2}`);
	return { work: 'tool', marks, items: itemsIn(run), says, isStopped: false };
}

/** Items whose answers a chat hears while they come. */
export async function chat(plant: Plant, round: number): Promise<Done> {
	const { marks, input } = asked('chat', round, 5, plain);
	const chunks: StructuredChunk[] = [];
	const parameters = question('={{ $json.text }}');
	const run = await begin(plant, file(parameters), input, (chunk) => void chunks.push(chunk));
	return { work: 'chat', marks, items: itemsIn(run), isStopped: false, chunks };
}

/** A batch, and its results in another execution; its requests are no messages of their own. */
export async function batch(plant: Plant, round: number): Promise<Done> {
	const { marks, input } = asked('batch', round, 15, plain);
	const parameters = { resource: 'batch', operation: 'create', ...question('={{ $json.text }}') };
	const created = itemsIn(await begin(plant, file(parameters), input));
	const id = created[0]?.json.id;
	if (typeof id !== 'string') return { work: 'batch', marks, items: created, isStopped: false };
	const get = { resource: 'batch', operation: 'getResults', batchId: id };
	const results = itemsIn(await begin(plant, file(get), [{ json: {} }]));
	return { work: 'batch', marks, items: results, isStopped: false };
}

/** Operations that cost nothing: their items only have to be there. */
export async function free(plant: Plant, round: number): Promise<Done[]> {
	const { input } = asked('free', round, 10, plain);
	const counted = { operation: 'countTokens', ...question('={{ $json.text }}') };
	const listed = { resource: 'model', operation: 'getAll', returnAll: true };
	const [counts, models] = await Promise.all([
		begin(plant, file(counted), input),
		begin(plant, file(listed), [{ json: {} }]),
	]);
	const done = (work: string, items: INodeExecutionData[], wanted: number): Done => {
		if (items.length !== wanted) throw new RangeError(`${work}: ${items.length} items`);
		return { work, marks: [], items: [], isStopped: false };
	};
	const all = itemsIn(models);
	return [done('count', itemsIn(counts), 10), done('models', all, Math.max(1, all.length))];
}

/** A run that Stop ends in its middle. */
export async function stop(plant: Plant, round: number, afterMs: number): Promise<Done> {
	const { marks, input } = asked('stop', round, 30, plain);
	const parameters = {
		...question('={{ $json.text }}'),
		options: { concurrency: 3, streaming: 'always' },
	};
	const execution = begin(plant, file(parameters), input);
	const timer = setTimeout(() => execution.cancel(), afterMs);
	const run = await execution;
	clearTimeout(timer);
	return { work: 'stop', marks, items: itemsIn(run), isStopped: true };
}
