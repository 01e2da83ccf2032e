/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { runInNewContext } from 'node:vm';
import { DynamicStructuredTool } from '@langchain/core/tools';
import {
	type INodeType,
	type ISupplyDataFunctions,
	NodeConnectionTypes,
	nodeNameToToolName,
	type SupplyData,
} from 'n8n-workflow';
import { describeNode, parameter } from './nodeDescription';

/** "Code Tool" with JavaScript and a JSON Schema of its own. */
export function codeTool(): INodeType {
	return {
		description: {
			...describeNode(
				'toolCode',
				[],
				[
					parameter('description', ''),
					parameter('jsCode', ''),
					{ ...parameter('specifyInputSchema', ''), type: 'boolean', default: false },
					parameter('schemaType', 'fromJson'),
					parameter('inputSchema', '{}'),
				],
			),
			version: [1.3],
			outputs: [NodeConnectionTypes.AiTool],
		},
		async supplyData(this: ISupplyDataFunctions, itemIndex: number): Promise<SupplyData> {
			const text = (name: string) => String(this.getNodeParameter(name, itemIndex, ''));
			const [description, code] = [text('description'), text('jsCode')];
			const response = new DynamicStructuredTool({
				name: nodeNameToToolName(this.getNode()),
				description,
				schema: JSON.parse(text('inputSchema')),
				func: async (query: unknown) => String(runInNewContext(`(() => {${code}})()`, { query })),
			});
			return { response };
		},
	};
}
