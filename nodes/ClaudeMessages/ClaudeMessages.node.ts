import {
	type IExecuteFunctions,
	type INodeCredentialDescription,
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

/** The Tools input is there only for who wants it. */
const INPUTS: INodeTypeDescription['inputs'] = `={{ $parameter.operation === "send" && $parameter.connectTools === true ? [{ type: "${NodeConnectionTypes.Main}" }, { type: "${NodeConnectionTypes.AiTool}", displayName: "Tools" }] : [{ type: "${NodeConnectionTypes.Main}" }] }}`;

/** The model of a message; of anything else what is done with it. */
const SUBTITLE =
	'={{ $parameter["resource"] === "message" ? ($parameter["model"]["value"] || $parameter["model"]) : $parameter["operation"] + ": " + $parameter["resource"] }}';

/** n8n knows conditions for credentials as it does for fields, but its type for them does not list them. */
const WITH_MCP_SERVER: INodeCredentialDescription['displayOptions'] = JSON.parse(
	'{ "show": { "tools.mcp": [{ "_cnd": { "exists": true } }] } }',
);

/** Anthropic's Messages API: one call for each item, one item for each answer. */
export class ClaudeMessages implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Claude Messages',
		name: 'claudeMessages',
		icon: { light: 'file:claudeMessages.svg', dark: 'file:claudeMessages.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: SUBTITLE,
		description: 'Ask Claude about texts, images and documents, once for each item',
		defaults: { name: 'Claude Messages' },
		usableAsTool: true,
		inputs: INPUTS,
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'claudeMessagesApi', required: true, testedBy: 'testCredential' },
			{
				name: 'claudeMcpServerApi',
				displayOptions: WITH_MCP_SERVER,
				testedBy: 'testMcpServer',
			},
		],
		hints,
		properties,
	};

	methods = { listSearch: { searchModels }, credentialTest: { testCredential, testMcpServer } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await chosenOperation(this)(this)];
	}
}
