import { ExecuteContext, LoadOptionsContext, RoutingNode } from 'n8n-core';
import {
	createRunExecutionData,
	type ICredentialDataDecryptedObject,
	type INodeListSearchResult,
	type INodeParameters,
	type INodeType,
	UnexpectedError,
	Workflow,
} from 'n8n-workflow';
import { additionalDataFor } from './additionalData';
import type { Engine } from './host';
import { CREDENTIAL, workflowOf } from './testbed';

/** What n8n does while a person fills in the panel and the credential. */
export class Editor {
	constructor(private readonly engine: Engine) {}

	/** Opens or filters the list of 'Model'. */
	async searchModels(
		data: ICredentialDataDecryptedObject,
		filter?: string,
	): Promise<INodeListSearchResult> {
		const { workflow, node, additionalData } = this.open(data);
		const search = this.engine.node.methods?.listSearch?.searchModels;
		if (search === undefined) throw new UnexpectedError('The node has no searchModels');
		const context = new LoadOptionsContext(workflow, node, additionalData, 'parameters.model');
		return await search.call(context, filter);
	}

	/** The button that tests a credential: what n8n shows, by the rules of its own tester. */
	async testCredential(data: ICredentialDataDecryptedObject): Promise<string> {
		const { test } = this.engine.credential;
		if (test === undefined) throw new UnexpectedError('The credential has no test');
		const { description } = this.engine.node;
		const nodeType: INodeType = {
			description: {
				...description,
				properties: [
					{
						displayName: 'Test',
						name: 'test',
						type: 'string',
						default: '',
						routing: { request: test.request },
					},
				],
			},
		};
		const { workflow, node, additionalData } = this.open(data, {
			...this.engine.nodeTypes,
			getByNameAndVersion: () => nodeType,
		});
		const input = { main: [[{ json: {} }]] };
		const context = new ExecuteContext(
			workflow,
			node,
			additionalData,
			'manual',
			createRunExecutionData({}),
			0,
			[{ json: {} }],
			input,
			{ node, data: input, source: null },
			[],
		);
		const decrypted = { id: 'claude', name: CREDENTIAL, type: 'claudeMessagesApi', data };
		try {
			await new RoutingNode(context, nodeType, decrypted).runNode();
			return 'Connection successful!';
		} catch (error) {
			return shownBy(error, test.rules ?? []);
		}
	}

	/** What the editor warns of beside the panel before anything runs, as n8n's own evaluates it. */
	hints(parameters: INodeParameters): string[] {
		const { nodes, connections } = workflowOf(parameters);
		const { nodeTypes } = this.engine;
		const workflow = new Workflow({ nodes, connections, active: false, nodeTypes });
		const node = workflow.getNode('Claude Messages');
		if (node === null) throw new UnexpectedError('The workflow has no such node');
		return (this.engine.node.description.hints ?? [])
			.filter(({ displayCondition = '' }) =>
				workflow.expression.getSimpleParameterValue(node, displayCondition, 'internal', {}),
			)
			.map(({ message }) => message);
	}

	private open(data: ICredentialDataDecryptedObject, nodeTypes = this.engine.nodeTypes) {
		const { nodes, connections } = workflowOf({});
		const node = nodes.find(({ name }) => name === 'Claude Messages');
		if (node === undefined) throw new UnexpectedError('The workflow has no such node');
		const workflow = new Workflow({
			nodes,
			connections,
			active: false,
			nodeTypes,
		});
		const additionalData = additionalDataFor(
			this.engine.credentialsHelper({ [CREDENTIAL]: data }),
			{
				nodes,
				connections,
				mode: 'manual',
				executionId: '1',
			},
		);
		return { workflow, node, additionalData };
	}
}

type Rules = NonNullable<NonNullable<Engine['credential']['test']>['rules']>;

/** A rule's sentence for the status, else the status's name, else the code of the broken connection. */
function shownBy(error: unknown, rules: Rules): string {
	const cause = error instanceof Error && typeof error.cause === 'object' ? error.cause : undefined;
	const response: unknown = cause && 'response' in cause ? cause.response : undefined;
	if (typeof response === 'object' && response !== null && 'status' in response) {
		const rule = rules.find(({ properties }) => properties.value === response.status);
		if (rule !== undefined) return rule.properties.message;
		return 'statusText' in response ? String(response.statusText) : String(response.status);
	}
	if (cause && 'code' in cause) return String(cause.code);
	return error instanceof Error ? error.message : String(error);
}
