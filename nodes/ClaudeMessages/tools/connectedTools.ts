import { type IExecuteFunctions, NodeConnectionTypes, sleep } from 'n8n-workflow';
import { type Failure, invalidInput } from '../../shared/errors/failure';
import { n8nFailure } from '../../shared/errors/toFailure';
import { bounded, type ToolLimits } from './bounded';
import { type ConnectedTool, connectedTool, toolsIn } from './connectedTool';

/** The tools at the node's Tools input. */
export class ConnectedTools {
	/** The nodes at the input, looked up once somebody wants them: most runs have none. */
	private found: { nodes: ToolNode[]; areShared: boolean } | undefined;

	/** The tools of all items, where no tool depends on the item. */
	private shared: Promise<ConnectedTool[]> | undefined;

	/** The end of the last start of tools. */
	private started: Promise<unknown> = Promise.resolve();

	/** @param isTool whether an agent calls the node as its tool */
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly isTool: boolean,
	) {}

	/**
	 * The tools with their expressions resolved for the item.
	 *
	 * @throws Failure for a tool that cannot be used
	 */
	async of(itemIndex: number, limits: ToolLimits): Promise<ConnectedTool[]> {
		if (!this.areShared) return await this.fetched(itemIndex, limits);
		this.shared ??= this.fetched(itemIndex, limits);
		return await this.shared;
	}

	/** Whether all items have the same tools, so that keeping them for one item costs nothing. */
	get areShared(): boolean {
		return this.lookUp().areShared;
	}

	/**
	 * Starts the calls of one turn. n8n numbers the runs of some tools when their handle is fetched, and reads
	 * the arguments by that number; so handles are fetched anew, and nothing else starts until these calls
	 * have their numbers.
	 *
	 * @param called the tools that are called
	 * @param start begins all calls without waiting for them; gets the tools where they were fetched anew
	 */
	async start<Value>(
		itemIndex: number,
		called: readonly ConnectedTool[],
		limits: ToolLimits,
		start: (fetched: readonly ConnectedTool[] | undefined) => Value,
	): Promise<Value> {
		if (!called.some((tool) => tool.isNumbered)) return start(undefined);
		const before = this.started;
		const begun = (async () => {
			await before;
			const value = start(await this.fetched(itemIndex, limits));
			// A turn of the event loop later all of them have begun.
			await sleep(0);
			return value;
		})();
		this.started = begun.catch(() => undefined);
		return await begun;
	}

	private lookUp() {
		const { context } = this;
		if (this.found !== undefined) return this.found;
		const parents = context.getParentNodes(context.getNode().name, {
			connectionType: NodeConnectionTypes.AiTool,
			depth: 1,
			includeNodeParameters: true,
		});
		const nodes = parents.filter(({ disabled }) => !disabled);
		this.found = { nodes, areShared: nodes.every(isTheSameForAll) };
		return this.found;
	}

	private async fetched(itemIndex: number, limits: ToolLimits): Promise<ConnectedTool[]> {
		if (this.isTool) throw noInput();
		const supplied = await this.supplied(itemIndex, limits);
		const numbered = this.lookUp()
			.nodes.filter(isNumbered)
			.map(({ name }) => name);
		return supplied.flatMap(toolsIn).map((tool) => connectedTool(tool, numbered));
	}

	private async supplied(itemIndex: number, limits: ToolLimits): Promise<unknown[]> {
		try {
			const { context, index } = onlyItem(this.context, itemIndex);
			const data: unknown = await bounded(
				async () => await context.getInputConnectionData(NodeConnectionTypes.AiTool, index),
				limits,
			);
			return Array.isArray(data) ? data : [data];
		} catch (error) {
			throw n8nFailure(error, 'Check the nodes that are connected as tools.');
		}
	}
}

type ToolNode = ReturnType<IExecuteFunctions['getParentNodes']>[number];

/**
 * Whether a tool cannot depend on the item. Other tools read the item when they run, or by a sub-node or a
 * credential; this one connects to a server, which takes long.
 */
function isTheSameForAll({ type, parameters }: ToolNode): boolean {
	if (!type.endsWith('.mcpClientTool') || parameters === undefined) return false;
	const { authentication = 'none' } = parameters;
	// n8n marks an expression by an equals sign in front.
	return authentication === 'none' && !JSON.stringify(parameters).includes('"=');
}

/**
 * The context with the item as its only one. Whatever item n8n is asked for, an ordinary node as a tool
 * resolves `$json` for the first one, and Call n8n Workflow Tool works for no other.
 */
function onlyItem(
	context: IExecuteFunctions,
	itemIndex: number,
): { context: IExecuteFunctions; index: number } {
	const item = context.getInputData()[itemIndex];
	// The two fields are n8n's own, from 1.x to 2.x; without them it is asked as it is.
	if (!('connectionInputData' in context && 'inputData' in context && item)) {
		return { context, index: itemIndex };
	}
	const only: IExecuteFunctions = Object.create(context, {
		connectionInputData: { value: [item] },
		inputData: { value: { [NodeConnectionTypes.Main]: [[item]] } },
	});
	return { context: only, index: 0 };
}

/** n8n gives the tool's variant of an ordinary node this ending; MCP Client Tool only looks like one. */
function isNumbered({ type }: ToolNode): boolean {
	return (
		type.endsWith('.toolWorkflow') || (type.endsWith('Tool') && !type.endsWith('.mcpClientTool'))
	);
}

function noInput(): Failure {
	return invalidInput(
		"'Connect Tools' is on, but an agent that uses the node as a tool connects none",
		"Switch 'Connect Tools' off here, and connect the tools to the agent.",
	);
}
