/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import 'reflect-metadata';
import './environment';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { BinaryDataService, PackageDirectoryLoader, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	type ExecutionError,
	type IBinaryData,
	type ICredentialDataDecryptedObject,
	type IConnections,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IPinData,
	type IRun,
	type IVersionedNodeType,
	type IWorkflowSettings,
	NodeHelpers,
	type StructuredChunk,
	UnexpectedError,
	Workflow,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { additionalDataFor } from './additionalData';
import { BASE_NODES } from './baseNodes';
import { Container } from './container';
import { TestCredentials } from './credentials';

const PROJECT = join(__dirname, '..', '..');

/** A workflow as n8n exports it and takes it by paste. */
export interface WorkflowFile {
	name?: string;
	nodes: INode[];
	connections: IConnections;
	pinData?: IPinData;
	settings?: IWorkflowSettings;
}

export interface RunOptions {
	/** By the names that the workflow's nodes give; or n8n's side of them, where a test needs another. */
	credentials: Readonly<Record<string, ICredentialDataDecryptedObject>> | TestCredentials;
	/** The items of the first node; without them the workflow's pinned data counts, else one empty item. */
	input?: INodeExecutionData[];
	/** The node that it starts at, where n8n would choose another: one that polls before one by hand. */
	start?: string;
	mode?: WorkflowExecuteMode;
	executionId?: string;
	/** Takes the chunks, as a chat or webhook in streaming mode does. */
	onChunk?: (chunk: StructuredChunk) => void | Promise<void>;
}

export interface FinishedRun {
	/** The items of one output of a node, empty where it had none. */
	items(node: string, output?: number): INodeExecutionData[];
	/** What stopped the workflow. */
	error: ExecutionError | undefined;
	run: IRun;
}

/** n8n's engine with the built package loaded by n8n's own loader. */
export class Engine {
	private constructor(
		private readonly loader: PackageDirectoryLoader,
		private readonly nodes: Readonly<Record<string, INodeType>>,
	) {}

	/** @param more nodes beside ours and the few of n8n's own, by their type */
	static async start(more: Readonly<Record<string, INodeType>> = {}): Promise<Engine> {
		const loader = new PackageDirectoryLoader(PROJECT);
		await loader.loadAll();
		await Container.get(BinaryDataService).init();
		return new Engine(loader, { ...BASE_NODES, ...more });
	}

	/** The node of the built package. */
	get node(): INodeType {
		const { type } = this.loader.getNode('claudeMessages');
		return NodeHelpers.getVersionedNodeType(type);
	}

	get credential() {
		return this.loader.getCredential('claudeMessagesApi').type;
	}

	get mcpCredential() {
		return this.loader.getCredential('claudeMcpServerApi').type;
	}

	/** A file as an earlier node would have put it into n8n's storage. */
	async store(bytes: Buffer | Readable, fileName: string, mimeType: string): Promise<IBinaryData> {
		return await Container.get(BinaryDataService).store(
			{ type: 'execution', workflowId: 'workflow', executionId: 'execution' },
			bytes,
			{ data: '', fileName, mimeType },
		);
	}

	/** Runs a workflow to its end; a failing node is in the result, not thrown. */
	async run(file: WorkflowFile, options: RunOptions): Promise<FinishedRun> {
		return finished(await this.begin(file, options));
	}

	/** Starts a workflow; `cancel()` of what comes back is n8n's Stop button. */
	begin(
		file: WorkflowFile,
		{ credentials, input, start, mode = 'manual', executionId = '1', onChunk }: RunOptions,
	) {
		const workflow = new Workflow({
			id: 'workflow',
			name: file.name ?? 'Test',
			nodes: file.nodes,
			connections: file.connections,
			active: false,
			nodeTypes: this.nodeTypes,
			settings: { executionOrder: 'v1', ...file.settings },
			pinData: file.pinData,
		});
		const additionalData = additionalDataFor(this.credentialsHelper(credentials), {
			...file,
			mode,
			executionId,
			onChunk,
		});
		const node = start === undefined ? workflow.getStartNode() : workflow.getNode(start);
		if (!node) throw new UnexpectedError('The workflow has no first node');
		const data = createRunExecutionData({
			resultData: { pinData: input === undefined ? file.pinData : {} },
			executionData: {
				nodeExecutionStack: [{ node, data: { main: [input ?? [{ json: {} }]] }, source: null }],
			},
		});
		return new WorkflowExecute(additionalData, mode, data).processRunExecutionData(workflow);
	}

	credentialsHelper(stored: RunOptions['credentials']): TestCredentials {
		return stored instanceof TestCredentials
			? stored
			: new TestCredentials(this.credential, stored, { claudeMcpServerApi: this.mcpCredential });
	}

	get nodeTypes(): INodeTypes {
		const byName = (name: string): INodeType | IVersionedNodeType => {
			const base = this.nodes[name];
			if (base !== undefined) return base;
			return this.loader.getNode(name.replace(`${this.loader.packageName}.`, '')).type;
		};
		return {
			getByName: byName,
			getByNameAndVersion: (name, version) =>
				NodeHelpers.getVersionedNodeType(byName(name), version),
			getKnownTypes: () => ({}),
		};
	}
}

export function finished(run: IRun): FinishedRun {
	const { runData, error } = run.data.resultData;
	return {
		items: (node, output = 0) => runData[node]?.at(-1)?.data?.main?.[output] ?? [],
		error,
		run,
	};
}
