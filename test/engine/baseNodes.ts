import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';
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
	[CALCULATOR.type]: calculatorType,
};

function passThrough(name: string, inputs: INodeTypeDescription['inputs']): INodeType {
	return {
		description: describe(name, inputs, []),
		async execute() {
			return [this.getInputData()];
		},
	};
}

/** Its operation "Move Base64 String to File". */
function convertToFile(): INodeType {
	return {
		description: describe(
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

function describe(
	name: string,
	inputs: INodeTypeDescription['inputs'],
	properties: INodeTypeDescription['properties'],
): INodeTypeDescription {
	return {
		displayName: name,
		name,
		group: ['transform'],
		version: [1, 1.1],
		description: `${name} of n8n`,
		defaults: { name },
		inputs,
		outputs: [NodeConnectionTypes.Main],
		properties,
	};
}

function parameter(
	name: string,
	value: string | Record<string, never>,
): INodeTypeDescription['properties'][number] {
	return { displayName: name, name, type: 'string', default: value };
}
