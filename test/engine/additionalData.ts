import { ExecutionLifecycleHooks, ExternalSecretsProxy } from 'n8n-core';
import {
	type IConnections,
	type ICredentialsHelper,
	type INode,
	type IWorkflowExecuteAdditionalData,
	type StructuredChunk,
	UnexpectedError,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { Container } from './container';

interface Execution {
	nodes: INode[];
	connections: IConnections;
	mode: WorkflowExecuteMode;
	executionId: string;
	/** Takes the chunks, as a chat or webhook in streaming mode does. */
	onChunk?: (chunk: StructuredChunk) => void | Promise<void>;
}

/** What n8n's server hands to the engine for one execution, as far as our workflows need it. */
export function additionalDataFor(
	credentialsHelper: ICredentialsHelper,
	{ nodes, connections, mode, executionId, onChunk }: Execution,
): IWorkflowExecuteAdditionalData {
	const now = new Date();
	const workflow = {
		id: 'workflow',
		name: 'Test',
		active: false,
		activeVersionId: null,
		isArchived: false,
		createdAt: now,
		updatedAt: now,
		nodes,
		connections,
	};
	const hooks = new ExecutionLifecycleHooks(mode, executionId, workflow);
	if (onChunk !== undefined) hooks.addHandler('sendChunk', onChunk);
	const address = 'http://127.0.0.1';
	const unused = async (): Promise<never> => {
		throw new UnexpectedError('Not part of these tests');
	};
	return {
		credentialsHelper,
		externalSecretsProxy: Container.get(ExternalSecretsProxy),
		hooks,
		streamingEnabled: onChunk !== undefined,
		executionId,
		executeWorkflow: unused,
		getRunExecutionData: unused,
		getRuntimeCredential: unused,
		startRunnerTask: unused,
		currentNodeExecutionIndex: 0,
		restApiUrl: address,
		instanceBaseUrl: address,
		formBaseUrl: address,
		formWaitingBaseUrl: address,
		formTestBaseUrl: address,
		webhookBaseUrl: address,
		webhookWaitingBaseUrl: address,
		webhookTestBaseUrl: address,
		mcpBaseUrl: address,
		mcpTestBaseUrl: address,
		variables: {},
		setExecutionStatus() {},
		logAiEvent() {},
	};
}
