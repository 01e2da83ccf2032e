import { CredentialTestContext, LoadOptionsContext } from 'n8n-core';
import {
	type ICredentialDataDecryptedObject,
	type INodeCredentialTestResult,
	type INodeListSearchResult,
	type INodeParameters,
	UnexpectedError,
	Workflow,
} from 'n8n-workflow';
import { additionalDataFor } from './additionalData';
import type { Engine } from './host';
import { CREDENTIAL, workflowOf } from './testbed';

/** What n8n does while a person fills in the panel and the credential. */
export class Editor {
	constructor(private readonly engine: Engine) {}

	/**
	 * Opens or filters the list of 'Model'.
	 *
	 * @param data undefined for a credential that somebody deleted
	 */
	async searchModels(
		data: ICredentialDataDecryptedObject | undefined,
		filter?: string,
	): Promise<INodeListSearchResult> {
		const { workflow, node, additionalData } = this.open(data);
		const search = this.engine.node.methods?.listSearch?.searchModels;
		if (search === undefined) throw new UnexpectedError('The node has no searchModels');
		const context = new LoadOptionsContext(workflow, node, additionalData, 'parameters.model');
		return await search.call(context, filter);
	}

	/** The button that tests a credential. */
	async testCredential(data: ICredentialDataDecryptedObject): Promise<INodeCredentialTestResult> {
		const { credentialTest } = this.engine.node.methods ?? {};
		const test = credentialTest?.testCredential;
		if (test === undefined) throw new UnexpectedError('The node has no test of its credential');
		const context = new CredentialTestContext(this.open(data).additionalData);
		const decrypted = { id: 'claude', name: CREDENTIAL, type: 'claudeMessagesApi', data };
		return await test.call(context, decrypted);
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

	private open(data: ICredentialDataDecryptedObject | undefined) {
		const { nodeTypes } = this.engine;
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
			this.engine.credentialsHelper(data === undefined ? {} : { [CREDENTIAL]: data }),
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
