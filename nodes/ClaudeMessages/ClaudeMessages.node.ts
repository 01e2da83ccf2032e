import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { testCredential } from './api/testCredential';
import { chosenOperation } from './operations';
import { hints } from './panel/hints';
import { inputSchema } from './panel/inputSchema';
import { jsonSchemaExample } from './panel/jsonSchemaExample';
import { maxTokens } from './panel/maxTokens';
import { messages } from './panel/messages';
import { messagesInput } from './panel/messagesInput';
import { messagesJson } from './panel/messagesJson';
import { model } from './panel/model';
import { operation } from './panel/operation';
import { options } from './panel/options';
import { outputFormat } from './panel/outputFormat';
import { prefill } from './panel/prefill';
import { resource } from './panel/resource';
import { schemaType } from './panel/schemaType';
import { searchModels } from './panel/searchModels';
import { simplify } from './panel/simplify';
import { system } from './panel/system';

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
		properties: [
			resource,
			operation,
			model,
			messagesInput,
			messages,
			messagesJson,
			system,
			maxTokens,
			outputFormat,
			schemaType,
			jsonSchemaExample,
			inputSchema,
			prefill,
			simplify,
			options,
		],
	};

	methods = { listSearch: { searchModels }, credentialTest: { testCredential } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await chosenOperation(this)(this)];
	}
}
