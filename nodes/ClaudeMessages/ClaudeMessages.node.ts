import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { testCredential } from '../shared/methods/testCredential';
import { testMcpServer } from '../shared/methods/testMcpServer';
import { chosenOperation } from './operations';
import { hints } from './panel/hints';
import { properties } from './panel';
import { searchModels } from '../shared/methods/searchModels';

/** Anthropic's Messages API: one call for each item, one item for each answer. */
export class ClaudeMessages implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Claude Messages',
		name: 'claudeMessages',
		icon: { light: 'file:claudeMessages.svg', dark: 'file:claudeMessages.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["model"]["value"] || $parameter["model"] }}',
		description: 'Ask Claude about texts, images and documents, once for each item',
		defaults: { name: 'Claude Messages' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'claudeMessagesApi', required: true, testedBy: 'testCredential' }],
		hints,
		properties,
	};

	methods = { listSearch: { searchModels }, credentialTest: { testCredential, testMcpServer } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await chosenOperation(this)(this)];
	}
}
