import type { INode, INodeExecutionData, INodeParameters, StructuredChunk } from 'n8n-workflow';
import type { FinishedRun } from './host';
import { API_KEY, CREDENTIAL, type Testbed, workflowOf } from './testbed';

/** A chunk and when it came, in milliseconds since 1970. */
export interface HeardChunk extends StructuredChunk {
	at: number;
}

export interface Listened extends FinishedRun {
	answers: INodeExecutionData[];
	chunks: HeardChunk[];
	/** The texts of all chunks in one. */
	said: string;
}

interface Setting {
	input?: INodeExecutionData[];
	onError?: INode['onError'];
	/** Other settings of the node. */
	node?: Partial<INode>;
	/** What the chat does with a chunk. */
	takes?: () => void | Promise<void>;
	/** Nodes that are connected as tools. */
	tools?: INode[];
}

/** Runs the node as a webhook in streaming mode does. */
export async function listen(
	{ engine, standIn }: Testbed,
	parameters: INodeParameters,
	{ input, onError, node: more, takes, tools = [] }: Setting = {},
): Promise<Listened> {
	const chunks: HeardChunk[] = [];
	const file = workflowOf(parameters, onError);
	const connections = tools.map(({ name }) => [
		name,
		{ ai_tool: [[{ node: 'Claude Messages', type: 'ai_tool' as const, index: 0 }]] },
	]);
	const run = await engine.run(
		{
			...file,
			nodes: file.nodes
				.map((node) => (node.name === 'Claude Messages' ? { ...node, ...more } : node))
				.concat(tools),
			connections: { ...file.connections, ...Object.fromEntries(connections) },
		},
		{
			credentials: { [CREDENTIAL]: { apiKey: API_KEY, baseUrl: standIn.url } },
			input,
			mode: 'webhook',
			onChunk(chunk) {
				chunks.push({ ...chunk, at: Date.now() });
				return takes?.();
			},
		},
	);
	const said = chunks.map(({ content = '' }) => content).join('');
	return { ...run, answers: run.items('Claude Messages'), chunks, said };
}

/** The chunks in short: `begin 0`, `item 0 Hello`. */
export function short(chunks: readonly StructuredChunk[]): string[] {
	return chunks.map(({ type, content, metadata: { itemIndex } }) =>
		content === undefined ? `${type} ${itemIndex}` : `${type} ${itemIndex} ${content}`,
	);
}
