import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

/** The type by which a workflow finds it. */
export const MINIMAL_NODE = 'bench.minimal';

/** The least a node can do: one bare request for each item, and its JSON as the item. */
export class MinimalNode implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Minimal',
		name: 'minimal',
		group: ['transform'],
		version: 1,
		description: 'One bare request for each item',
		defaults: { name: 'Minimal' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'claudeMessagesApi', required: true }],
		properties: [
			{ displayName: 'URL', name: 'url', type: 'string', default: '' },
			{ displayName: 'Body', name: 'body', type: 'json', default: '' },
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const results: INodeExecutionData[] = [];
		for (const index of this.getInputData().keys()) {
			const json = await this.helpers.httpRequestWithAuthentication.call(
				this,
				'claudeMessagesApi',
				{
					method: 'POST',
					url: `${String(this.getNodeParameter('url', index))}/v1/messages`,
					headers: { 'anthropic-version': '2023-06-01', 'content-type': 'application/json' },
					body: String(this.getNodeParameter('body', index)),
					json: true,
				},
			);
			results.push({ json, pairedItem: { item: index } });
		}
		return [results];
	}
}
