import { type INode, type INodeType, NodeConnectionTypes } from 'n8n-workflow';

/** n8n's Calculator for agents, as far as sums go. */
export const calculatorType: INodeType = {
	description: {
		displayName: 'Calculator',
		name: 'toolCalculator',
		group: ['transform'],
		version: 1,
		description: 'Make it easier for AI agents to perform arithmetic',
		defaults: { name: 'Calculator' },
		inputs: [],
		outputs: [NodeConnectionTypes.AiTool],
		properties: [],
	},
	async supplyData() {
		return {
			response: {
				name: 'calculator',
				description: 'Adds numbers',
				schema: {
					type: 'object',
					properties: { input: { type: 'string' } },
					required: ['input'],
				},
				invoke: async ({ input }: { input: string }) => sumOf(input),
			},
		};
	},
};

function sumOf(input: string): string {
	return String(input.split('+').reduce((sum, number) => sum + Number(number), 0));
}

/** The node in a workflow. */
export const CALCULATOR: INode = {
	id: 'calculator',
	name: 'Calculator',
	type: '@n8n/n8n-nodes-langchain.toolCalculator',
	typeVersion: 1,
	position: [220, 200],
	parameters: {},
};
