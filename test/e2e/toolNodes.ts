import type { IConnections, INode, INodeParameters, NodeConnectionType } from 'n8n-workflow';
import type { WorkflowFile } from '../engine/host';
import { CREDENTIAL, question } from '../engine/testbed';

/** A node that is connected to another one from below. */
export interface SubNode {
	name: string;
	type: string;
	typeVersion: number;
	parameters: INodeParameters;
	credentials?: INode['credentials'];
}

/** A workflow with nodes more, connected to one of its own. */
export function withSubNodes(
	file: WorkflowFile,
	subNodes: readonly SubNode[],
	to = 'Claude Messages',
	type: NodeConnectionType = 'ai_tool',
): WorkflowFile {
	const nodes = subNodes.map((node): INode => ({ ...node, id: node.name, position: [0, 300] }));
	const connections: IConnections = Object.fromEntries(
		nodes.map(({ name }) => [name, { [type]: [[{ node: to, type, index: 0 }]] }]),
	);
	return {
		...file,
		nodes: [...file.nodes, ...nodes],
		connections: { ...file.connections, ...connections },
	};
}

export const CALCULATOR: SubNode = {
	name: 'Calculator',
	type: '@n8n/n8n-nodes-langchain.toolCalculator',
	typeVersion: 1,
	parameters: {},
};

/** The tool is named as its node. */
export const SHOUT: SubNode = {
	name: 'shout',
	type: '@n8n/n8n-nodes-langchain.toolCode',
	typeVersion: 1.3,
	parameters: {
		description: 'Says it louder',
		jsCode: 'return query.toUpperCase() + "!"',
	},
};

/** What the model has to fill in. */
const argument = (name: string, description: string) =>
	`{{ $fromAI('${name}', '${description}', 'string') }}`;

/** HTTP Request as a tool: the day and the city come from the model, the country is the item's. */
export function weather(url: string): SubNode {
	return {
		name: 'weather',
		type: 'n8n-nodes-base.httpRequestTool',
		typeVersion: 4.2,
		parameters: {
			toolDescription: 'The weather of a city',
			url: `=${url}/${argument('day', 'A day')}`,
			sendQuery: true,
			queryParameters: {
				parameters: [
					{ name: 'city', value: `=${argument('city', 'A city')}` },
					{ name: 'country', value: '={{ $json.country }}' },
				],
			},
			options: {},
		},
	};
}

/** A workflow that says a text backwards. */
export const BACKWARDS: WorkflowFile = {
	name: 'Backwards',
	nodes: [
		{
			id: 'called',
			name: 'Called',
			type: 'n8n-nodes-base.executeWorkflowTrigger',
			typeVersion: 1.1,
			position: [0, 0],
			parameters: { workflowInputs: { values: [{ name: 'text' }] } },
		},
		{
			id: 'turn',
			name: 'Turn',
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			position: [200, 0],
			parameters: {
				mode: 'raw',
				jsonOutput: "={{ { backwards: $json.text.split('').reverse().join('') } }}",
				options: {},
			},
		},
	],
	connections: { Called: { main: [[{ node: 'Turn', type: 'main', index: 0 }]] } },
};

/** Call n8n Workflow Tool, with the one argument of the workflow. */
export function backwards(workflowId: string): SubNode {
	const column = {
		id: 'text',
		displayName: 'text',
		type: 'string',
		required: false,
		defaultMatch: false,
		display: true,
		canBeUsedToMatch: true,
		removed: false,
	};
	return {
		name: 'backwards',
		type: '@n8n/n8n-nodes-langchain.toolWorkflow',
		typeVersion: 2.2,
		parameters: {
			description: 'Says a text backwards',
			workflowId: { __rl: true, mode: 'id', value: workflowId },
			workflowInputs: {
				mappingMode: 'defineBelow',
				value: { text: `=${argument('text', 'The text')}` },
				matchingColumns: [],
				schema: [column],
				attemptToConvertTypes: false,
				convertFieldsToString: false,
			},
		},
	};
}

/** MCP Client Tool for a server without authentication. */
export function mcpClient(url: string): SubNode {
	return {
		name: 'words',
		type: '@n8n/n8n-nodes-langchain.mcpClientTool',
		typeVersion: 1.2,
		parameters: {
			endpointUrl: url,
			serverTransport: 'httpStreamable',
			authentication: 'none',
			include: 'all',
			options: {},
		},
	};
}

/** Claude Messages as the tool of an agent, which asks the question. */
export function claudeTool(credentialId: string): SubNode {
	return {
		name: 'Claude Messages',
		type: 'n8n-nodes-claude-messages.claudeMessagesTool',
		typeVersion: 1,
		parameters: {
			descriptionType: 'manual',
			toolDescription: 'Asks Claude',
			...question(`=${argument('question', 'The question')}`),
		},
		credentials: { claudeMessagesApi: { id: credentialId, name: CREDENTIAL } },
	};
}

/** n8n's own Anthropic Chat Model. */
export function chatModel(credentialId: string): SubNode {
	return {
		name: 'Anthropic Chat Model',
		type: '@n8n/n8n-nodes-langchain.lmChatAnthropic',
		typeVersion: 1.3,
		parameters: { model: { __rl: true, mode: 'id', value: 'claude-haiku-4-5' }, options: {} },
		credentials: { anthropicApi: { id: credentialId, name: 'Anthropic account' } },
	};
}

/** n8n's AI Agent, which is given what each item says. Agents call tools only in n8n's newer order of execution. */
export const AGENT: WorkflowFile = {
	nodes: [
		{
			id: 'start',
			name: 'Start',
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		},
		{
			id: 'agent',
			name: 'AI Agent',
			type: '@n8n/n8n-nodes-langchain.agent',
			typeVersion: 3,
			position: [200, 0],
			parameters: { promptType: 'define', text: '={{ $json.text }}', options: {} },
		},
	],
	connections: { Start: { main: [[{ node: 'AI Agent', type: 'main', index: 0 }]] } },
	settings: { executionOrder: 'v1' },
};
