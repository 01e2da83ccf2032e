import {
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { testCredential } from '../shared/methods/testCredential';
import { properties } from './panel';
import { pollBatches } from './pollBatches';

/** Starts a workflow when a batch of Anthropic's Message Batches API has ended. */
export class ClaudeMessagesTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Claude Messages Trigger',
		name: 'claudeMessagesTrigger',
		icon: {
			light: 'file:../ClaudeMessages/claudeMessages.svg',
			dark: 'file:../ClaudeMessages/claudeMessages.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["event"] === "batchEnded" ? "Batch Ended" : "" }}',
		description: 'Starts the workflow when a batch of messages has ended',
		defaults: { name: 'Claude Messages Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'claudeMessagesApi', required: true, testedBy: 'testCredential' }],
		properties,
	};

	methods = { credentialTest: { testCredential } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const items = await pollBatches(this);
		return items === null ? null : [items];
	}
}
