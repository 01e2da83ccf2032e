import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { codeTool } from './codeTool';
import { setNode, splitOutNode, switchNode } from './editingNodes';
import { describeNode, parameter } from './nodeDescription';
import { CALCULATOR, calculatorType } from './calculator';

/**
 * The few nodes of n8n's own that the workflows use beside ours, with the same names, versions and
 * parameters, so that the same files can be pasted into n8n.
 */
export const BASE_NODES: Readonly<Record<string, INodeType>> = {
	'n8n-nodes-base.manualTrigger': passThrough('manualTrigger', []),
	'n8n-nodes-base.noOp': passThrough('noOp', [NodeConnectionTypes.Main]),
	'n8n-nodes-base.stickyNote': passThrough('stickyNote', []),
	'n8n-nodes-base.convertToFile': convertToFile(),
	'n8n-nodes-base.switch': switchNode(),
	'n8n-nodes-base.set': setNode(),
	'n8n-nodes-base.splitOut': splitOutNode(),
	'@n8n/n8n-nodes-langchain.toolCode': codeTool(),
	[CALCULATOR.type]: calculatorType,
};

function passThrough(name: string, inputs: INodeTypeDescription['inputs']): INodeType {
	return {
		description: describeNode(name, inputs, []),
		async execute() {
			return [this.getInputData()];
		},
	};
}

/** Its operation "Move Base64 String to File". */
function convertToFile(): INodeType {
	return {
		description: describeNode(
			'convertToFile',
			[NodeConnectionTypes.Main],
			[
				parameter('operation', 'csv'),
				parameter('sourceProperty', ''),
				parameter('binaryPropertyName', 'data'),
				{
					...parameter('options', {}),
					type: 'collection',
					options: [parameter('fileName', ''), parameter('mimeType', '')],
				},
			],
		),
		async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
			const items = this.getInputData();
			return [await Promise.all(items.map(async (item, index) => await toFile(this, item, index)))];
		},
	};
}

async function toFile(
	context: IExecuteFunctions,
	item: INodeExecutionData,
	index: number,
): Promise<INodeExecutionData> {
	const text = (name: string) => String(context.getNodeParameter(name, index, ''));
	const bytes = Buffer.from(String(item.json[text('sourceProperty')]), 'base64');
	const file = await context.helpers.prepareBinaryData(
		bytes,
		text('options.fileName') || 'file',
		text('options.mimeType') || 'application/octet-stream',
	);
	return { json: {}, binary: { [text('binaryPropertyName')]: file }, pairedItem: { item: index } };
}
