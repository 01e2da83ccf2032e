import { DynamicStructuredTool, DynamicTool } from '@langchain/core/tools';
import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type ISupplyDataFunctions,
	NodeConnectionTypes,
	type SupplyData,
} from 'n8n-workflow';
import { z } from 'zod';

/** What a tool of a test does with its input. */
type Work = (input: Record<string, unknown>, itemIndex: number) => unknown;

function describe(name: string, properties: INodeTypeDescription['properties'] = []) {
	return {
		displayName: name,
		name,
		group: ['transform'],
		version: 1,
		description: `The tool ${name}`,
		defaults: { name },
		inputs: [],
		outputs: [NodeConnectionTypes.AiTool],
		properties,
	} satisfies INodeTypeDescription;
}

/** A node that supplies a tool with a zod schema, as n8n's own tool nodes do. */
export function toolNode(
	name: string,
	schema: z.AnyZodObject | Record<string, unknown>,
	work: Work,
	more: object = {},
): INodeType {
	return {
		description: describe(name, [
			{ displayName: 'Note', name: 'note', type: 'string', default: '' },
		]),
		async supplyData(this: ISupplyDataFunctions, itemIndex: number): Promise<SupplyData> {
			const note = String(this.getNodeParameter('note', itemIndex, ''));
			const response = new DynamicStructuredTool({
				name,
				description: `Does what ${name} does.${note}`,
				schema,
				func: async (input: Record<string, unknown>) => String(await work(input, itemIndex)),
				...more,
			});
			return { response };
		},
	};
}

/** A tool of the oldest kind, which takes one text. */
export function textTool(name: string, work: (input: string) => string): INodeType {
	return {
		description: describe(name),
		async supplyData() {
			return {
				response: new DynamicTool({
					name,
					description: `Takes a text for ${name}`,
					func: async (input: string) => work(input),
				}),
			};
		},
	};
}

/** A node that supplies several tools at once, as n8n's MCP Client Tool does. */
export function toolkitNode(name: string, tools: Readonly<Record<string, Work>>): INodeType {
	return {
		description: describe(name),
		async supplyData(this: ISupplyDataFunctions, itemIndex: number) {
			const made = Object.entries(tools).map(
				([tool, work]) =>
					new DynamicStructuredTool({
						name: tool,
						description: `The tool ${tool} of ${name}`,
						schema: { type: 'object', properties: { text: { type: 'string' } } },
						func: async (input: Record<string, unknown>) => String(await work(input, itemIndex)),
					}),
			);
			return { response: { tools: made, getTools: () => made } };
		},
	};
}

/** An ordinary node that n8n turns into a tool; its parameter takes `$fromAI()`. */
export function nodeAsTool(name: string, work: (text: string) => string): INodeType {
	return {
		description: describe(name, [
			{ displayName: 'Text', name: 'text', type: 'string', default: '' },
		]),
		async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
			const text = String(this.getNodeParameter('text', 0, ''));
			return [[{ json: { said: work(text) } }]];
		},
	};
}

export const NUMBERS = z.object({ a: z.number().describe('The first'), b: z.number() });
