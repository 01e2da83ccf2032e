import {
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { type ReceivedRequest, type StandIn, startStandIn } from '../standin';
import { Engine, type FinishedRun, type RunOptions, type WorkflowFile } from './host';

/** The key that the stand-in accepts, and that no output may hold. */
export const API_KEY = 'sk-ant-stand-in';

/** The name that n8n proposes for the first credential of this type, and that the examples use. */
export const CREDENTIAL = 'Claude Messages account';

export interface AskOptions {
	/** One empty item unless given. */
	input?: INodeExecutionData[];
	onError?: INode['onError'];
	/** Over the credential that fits the stand-in. */
	credential?: Record<string, string | boolean>;
	/** Nodes at its Tools input. */
	tools?: INode[];
	hear?: RunOptions['onChunk'];
}

/** What a run of the node with some parameters left behind. */
export interface Asked extends FinishedRun {
	/** The node's items: its first output. */
	answers: INodeExecutionData[];
	/** Its error output, where the node has one. */
	errors: INodeExecutionData[];
	/** What the stand-in received in this run. */
	requests: readonly ReceivedRequest[];
}

/** n8n's engine and the stand-in API, wired together. */
export interface Testbed {
	engine: Engine;
	standIn: StandIn;
	/** Runs Manual Trigger → Claude Messages. */
	ask(parameters: INodeParameters, options?: AskOptions): Promise<Asked>;
	/** Runs a whole workflow whose credential has the name above. */
	run(file: WorkflowFile, input?: INodeExecutionData[], start?: string): Promise<FinishedRun>;
	close(): Promise<void>;
}

/**
 * @param more nodes beside ours and the few of n8n's own, by their type
 * @param apiKey the one that the stand-in accepts, and that the credential holds
 */
export async function startTestbed(
	more: Readonly<Record<string, INodeType>> = {},
	apiKey = API_KEY,
): Promise<Testbed> {
	// The engine first: a server that nobody closes would keep the tests from ending.
	const engine = await Engine.start(more);
	const standIn = await startStandIn({ apiKey });
	const credential = { apiKey, baseUrl: standIn.url };
	return {
		engine,
		standIn,
		async ask(parameters, options = {}) {
			const before = standIn.requests.length;
			const { onError, tools = [], hear } = options;
			const run = await engine.run(withTools(workflowOf(parameters, onError), tools), {
				credentials: { [CREDENTIAL]: { ...credential, ...options.credential } },
				input: options.input ?? [{ json: {} }],
				onChunk: hear,
			});
			return {
				...run,
				answers: run.items('Claude Messages'),
				errors: run.items('Claude Messages', 1),
				requests: standIn.requests.slice(before),
			};
		},
		run: async (file, input, start) =>
			await engine.run(file, { credentials: { [CREDENTIAL]: credential }, input, start }),
		close: async () => await standIn.close(),
	};
}

/** The shortest workflow with the node in it. */
export function workflowOf(parameters: INodeParameters, onError?: INode['onError']): WorkflowFile {
	return {
		nodes: [
			{
				id: 'trigger',
				name: 'Start',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				id: 'claude',
				name: 'Claude Messages',
				type: 'n8n-nodes-claude-messages.claudeMessages',
				typeVersion: 1,
				position: [220, 0],
				parameters,
				credentials: { claudeMessagesApi: { id: 'claude', name: CREDENTIAL } },
				...(onError === undefined ? {} : { onError }),
			},
		],
		connections: {
			Start: { main: [[{ node: 'Claude Messages', type: 'main', index: 0 }]] },
		},
	};
}

/** The same workflow with tools connected to the node. */
function withTools({ nodes, connections, ...file }: WorkflowFile, tools: INode[]): WorkflowFile {
	const toNode = { node: 'Claude Messages', type: NodeConnectionTypes.AiTool, index: 0 };
	const added = tools.map(({ name }) => [name, { ai_tool: [[toNode]] }]);
	return {
		...file,
		nodes: [...nodes, ...tools],
		connections: { ...connections, ...Object.fromEntries(added) },
	};
}

/** The parameters of one question in words. */
export function question(text: string): INodeParameters {
	return { messages: { values: [{ role: 'user', type: 'text', text }] } };
}
