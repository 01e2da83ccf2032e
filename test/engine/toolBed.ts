import type Anthropic from '@anthropic-ai/sdk';
import type { INode, INodeCredentials, INodeParameters, INodeType } from 'n8n-workflow';
import { z } from 'zod';
import { type ReceivedRequest, type StandIn, startStandIn } from '../standin';
import { BinaryDataService } from 'n8n-core';
import { Container } from './container';
import { Engine, finished, type FinishedRun, type WorkflowFile } from './host';
import { API_KEY, type AskOptions, CREDENTIAL, question, workflowOf } from './testbed';
import { nodeAsTool, NUMBERS, textTool, toolkitNode, toolNode } from './toolNodes';

/** What the tools were called with, in order. */
export const calls: unknown[][] = [];

const NODES: Record<string, INodeType> = {
	'test.calculator': textTool('calculator', (input) => {
		calls.push(['calculator', input]);
		return String(input.split('+').reduce((sum, each) => sum + Number(each), 0));
	}),
	'test.adder': toolNode('adder', NUMBERS, ({ a, b }) => {
		calls.push(['adder', a, b]);
		return Number(a) + Number(b);
	}),
	'test.thrower': toolNode('thrower', z.object({ text: z.string() }), () => {
		throw new Error('The printer is on fire');
	}),
	'test.sleeper': toolNode('sleeper', z.object({}), async () => await new Promise(() => undefined)),
	'test.kit': toolkitNode('kit', {
		upper: ({ text }) => String(text).toUpperCase(),
		lower: ({ text }) => String(text).toLowerCase(),
	}),
	'test.echoTool': nodeAsTool('echoTool', (text) => {
		calls.push(['echo', text]);
		return text;
	}),
	'test.talker': toolNode('talker', z.object({ length: z.number() }), ({ length }) =>
		'x'.repeat(Number(length)),
	),
	'test.gated': toolNode('gated', z.object({}), () => '', {
		metadata: { sourceNodeName: 'Approve', gatedToolNodeName: 'gated' },
	}),
	'test.long name!': toolNode('my tool (äöü)', z.object({}), () => 'It is fine.'),
};

let engine: Engine;
export let standIn: StandIn;

/** The engine with tool nodes, and the stand-in; for a whole test file. */
export function useToolBed(more: Readonly<Record<string, INodeType>> = {}): void {
	beforeAll(async () => {
		engine = await Engine.start({ ...NODES, ...more });
		standIn = await startStandIn({ apiKey: API_KEY });
	});
	beforeEach(() => {
		standIn.reset();
		calls.length = 0;
	});
	afterAll(async () => await standIn.close());
}

/** A tool node of the workflow. */
interface Tool {
	type: string;
	name?: string;
	parameters?: INodeParameters;
	disabled?: boolean;
}

function withTools(file: WorkflowFile, tools: readonly Tool[]): WorkflowFile {
	const nodes = tools.map(
		({ type, name = type, parameters = {}, disabled }): INode => ({
			id: name,
			name,
			type,
			typeVersion: 1,
			position: [0, 300],
			parameters,
			...(disabled ? { disabled } : {}),
		}),
	);
	const connected = nodes.map(({ name }) => [
		name,
		{ ai_tool: [[{ node: 'Claude Messages', type: 'ai_tool' as const, index: 0 }]] },
	]);
	return {
		...file,
		nodes: [...file.nodes, ...nodes],
		connections: { ...file.connections, ...Object.fromEntries(connected) },
	};
}

interface Panel extends INodeParameters {
	options?: INodeParameters;
}

interface Asking extends AskOptions {
	/** n8n's own, with no wait between its tries. */
	retryOnFail?: boolean;
	/** The credential of an MCP server. */
	mcp?: { host: string; token: string };
}

/** Starts the node with tools connected to it; `cancel()` of what comes back is Stop. */
export function begin(
	words: string,
	tools: ReadonlyArray<Tool | string>,
	{ options = {}, ...more }: Panel = {},
	{ input = [{ json: {} }], onError, retryOnFail, mcp }: Asking = {},
) {
	const parameters = {
		...question(words),
		operation: 'send',
		connectTools: true,
		options,
		...more,
	};
	const connected = tools.map((tool) => (typeof tool === 'string' ? { type: tool } : tool));
	const file = withTools(workflowOf(parameters, onError), connected);
	const nodes = file.nodes.map((node) => {
		if (node.id !== 'claude') return node;
		const credentials: INodeCredentials = { ...node.credentials };
		if (mcp !== undefined) credentials.claudeMcpServerApi = { id: 'mcp', name: 'MCP' };
		return { ...node, credentials, ...(retryOnFail ? { retryOnFail, waitBetweenTries: 0 } : {}) };
	});
	return engine.begin(
		{ ...file, nodes },
		{
			credentials: {
				[CREDENTIAL]: { apiKey: API_KEY, baseUrl: standIn.url },
				...(mcp === undefined ? {} : { MCP: mcp }),
			},
			input,
		},
	);
}

/** Asks the node with tools connected to it. */
export async function ask(
	...asking: Parameters<typeof begin>
): Promise<FinishedRun & { requests: readonly ReceivedRequest[] }> {
	const before = standIn.requests.length;
	const run = finished(await begin(...asking));
	return { ...run, requests: standIn.requests.slice(before) };
}

/** The node's items. */
export const items = (run: FinishedRun) => run.items('Claude Messages');

/** The bodies of all requests for messages. */
export const bodies = (run: { requests: readonly ReceivedRequest[] }) =>
	run.requests
		.filter(({ method }) => method === 'POST')
		.map(({ body }) => body as Anthropic.Beta.MessageCreateParams);

/** What the model says next, as a script. */
export function says(...content: object[]) {
	const stop_reason = content.some((block) => Object(block).type === 'tool_use')
		? ('tool_use' as const)
		: ('end_turn' as const);
	standIn.queue({
		kind: 'message',
		message: JSON.parse(JSON.stringify({ content, stop_reason })),
	});
}
/** A call of a tool, as a block. */
export const call = (name: string, input: unknown, id = `toolu_${name}`) => ({
	type: 'tool_use',
	id,
	name,
	input,
});
export const text = (words: string) => ({ type: 'text', text: words });

/** The results that the second request brought back. */
export const resultsIn = (run: { requests: readonly ReceivedRequest[] }, index = 1) =>
	bodies(run)[index]?.messages.at(-1)?.content;

/** The bytes of a file in n8n's storage. */
export async function stored(id: string): Promise<Buffer> {
	return await Container.get(BinaryDataService).getAsBuffer({ id, data: '', mimeType: '' });
}
